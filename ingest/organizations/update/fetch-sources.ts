import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { TableSources } from '../compile/compile-table.ts';

/** An update that did not happen. The message says why and what to do; the data in use stay. */
export class UpdateError extends Error {
  readonly code = 'no_update';
}

/** Names of the files below the address of the source. */
export const SOURCE_FILES = {
  ipv4: 'origin-asn-ipv4-num.csv',
  ipv6: 'origin-asn-ipv6-num.csv',
  countries: 'iptoasn-country.mmdb',
} as const satisfies Record<keyof TableSources, string>;

/** All of one file, from the first byte to the last. */
const TIMEOUT_MS = 300_000;
/** Today's largest is 45 MB. */
const MOST_BYTES = 400_000_000;

/**
 * Fetches the free data into a directory.
 *
 * @returns Where the files are, and the day of the oldest, in seconds since the epoch.
 * @throws UpdateError when the network does not allow it or an answer is no file
 */
export async function fetchSources(
  base: string,
  directory: string,
  now: number,
): Promise<{ sources: TableSources; publishedAt: number }> {
  let publishedAt = now / 1000;
  const sources = { ipv4: '', ipv6: '', countries: '' };
  for (const [part, name] of Object.entries(SOURCE_FILES) as [keyof TableSources, string][]) {
    const url = `${base}/${name}`;
    sources[part] = join(directory, name);
    const modified = await download(url, sources[part]);
    if (modified !== null) publishedAt = Math.min(publishedAt, modified / 1000);
  }
  return { sources, publishedAt: Math.floor(publishedAt) };
}

/** @returns When the file was changed, in milliseconds since the epoch, if the server says so. */
async function download(url: string, file: string): Promise<number | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(url, { signal, redirect: 'follow' });
  } catch (cause) {
    throw new UpdateError(
      `${new URL(url).host} can not be reached from here (${why(cause)}). Allow it, or set CLEARPANE_GEO_UPDATE_URL to a copy that can be.`,
      { cause },
    );
  }
  if (!response.ok || response.body === null) {
    throw new UpdateError(
      `${url} answers ${response.status}. Set CLEARPANE_GEO_UPDATE_URL to where the files are now.`,
    );
  }
  try {
    const body = Readable.fromWeb(response.body as ReadableStream);
    await pipeline(body, atMost(MOST_BYTES), createWriteStream(file), { signal });
  } catch (cause) {
    if (cause instanceof UpdateError) throw cause;
    throw new UpdateError(`${url} was not fetched to its end (${why(cause)}). Try again.`, { cause });
  }
  const modified = Date.parse(response.headers.get('last-modified') ?? '');
  return Number.isNaN(modified) ? null : modified;
}

function atMost(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > limit ? new UpdateError('A file is larger than any that is known.') : null, chunk);
    },
  });
}

function why(error: unknown): string {
  const { cause, name } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? name;
}
