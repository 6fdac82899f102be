import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';

/** The tracker as it is served. */
export interface TrackerScript {
  /** Path with the version in it, for tags with an integrity hash. */
  path: string;
  /** Subresource Integrity value, `sha384-…`. */
  integrity: string;
  /** Every version that was ever served from this data directory, by path. */
  versions: ReadonlyMap<string, Buffer>;
  current: Buffer;
}

const VERSION = /^[0-9a-f]{12}$/;

/**
 * Reads the built script and keeps a copy by version: a page whose tag pins an older version by its
 * integrity hash goes on working after an update.
 */
export async function loadTrackerScript(options: { file: string; keep: string }): Promise<TrackerScript> {
  const current = await readFile(options.file);
  const version = createHash('sha256').update(current).digest('hex').slice(0, 12);
  await mkdir(options.keep, { recursive: true });
  await writeFile(join(options.keep, `${version}.js`), current);
  const versions = new Map<string, Buffer>();
  for (const name of await readdir(options.keep)) {
    const found = name.replace(/\.js$/, '');
    if (VERSION.test(found)) versions.set(pathOf(found), await readFile(join(options.keep, name)));
  }
  return {
    path: pathOf(version),
    integrity: `sha384-${createHash('sha384').update(current).digest('base64')}`,
    versions,
    current,
  };
}

const pathOf = (version: string): string => `/${version}/clearpane.js`;

/** Whether a browser has it already; a proxy that compresses makes the tag a weak one. */
const holds = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag);

/** Serves the script: `/clearpane.js` is the newest, cached for an hour; versions never change. */
export function trackerRoutes(script: TrackerScript): FastifyPluginAsync {
  return async (app) => {
    const headers = {
      'content-type': 'text/javascript; charset=utf-8',
      // Tags with an integrity hash fetch with CORS; the script is public.
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    };
    app.get('/clearpane.js', async (request, reply) => {
      const etag = `"${script.path.split('/')[1]}"`;
      reply.headers({
        ...headers,
        etag,
        'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
      });
      if (holds(request.headers['if-none-match'], etag)) return reply.code(304).send();
      return script.current;
    });
    app.get<{ Params: { version: string } }>('/:version/clearpane.js', async (request, reply) => {
      const body = script.versions.get(pathOf(request.params.version));
      if (!body) return reply.callNotFound();
      reply.headers({ ...headers, 'cache-control': 'public, max-age=31536000, immutable' });
      return body;
    });
  };
}
