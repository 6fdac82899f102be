import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import type { TrackerPolicy } from '../policy/tracker-policy.ts';
import type { PolicyFor } from './visitors/policy-for.ts';

/** The tracker as it is served. */
export interface TrackerScript {
  /** Path with the version in it, for tags with an integrity hash. */
  path: string;
  /** Subresource Integrity value, `sha384-…`. */
  integrity: string;
  /** By path: every version and part that was ever served from this data directory, and what pages name themselves. */
  versions: ReadonlyMap<string, Buffer>;
  current: Buffer;
}

const VERSION = /^[0-9a-f]{12}\.js$/;
/** Integrity value of a part with the letters that a file's name may have. */
const PART = /^sha256-[\w-]{43}=\.js$/;
/** Files that the script loads, pinned by their integrity values. */
const PARTS = ['consent.js', 'banner.js', 'behaviour.js', 'contact-part.js'];
/** Files that a page may name itself. */
const NAMED = ['banner.js', 'contact.js', 'vanilla-cookieconsent.js'];

/**
 * Reads the built script and keeps a copy by version, with the parts it loads: a page whose tag pins an older version by
 * its integrity hash goes on working after an update.
 */
export async function loadTrackerScript(options: {
  /** Where the build put the script and its parts. */
  directory: string;
  keep: string;
}): Promise<TrackerScript> {
  const built = (name: string): Promise<Buffer> => readFile(join(options.directory, name));
  const current = await built('clearpane.js');
  const version = createHash('sha256').update(current).digest('hex').slice(0, 12);
  await mkdir(options.keep, { recursive: true });
  for (const name of PARTS) {
    const body = await built(name);
    await writeFile(
      join(options.keep, `sha256-${createHash('sha256').update(body).digest('base64url')}=.js`),
      body,
    );
  }
  await writeFile(join(options.keep, `${version}.js`), current);

  const versions = new Map<string, Buffer>();
  for (const name of await readdir(options.keep)) {
    const path = pathOf(name);
    if (path !== null) versions.set(path, await readFile(join(options.keep, name)));
  }
  for (const name of NAMED) versions.set(`/consent/${name}`, await built(name));
  return {
    path: `/${version}/clearpane.js`,
    integrity: `sha384-${createHash('sha384').update(current).digest('base64')}`,
    versions,
    current,
  };
}

/** Where a kept file is served; null for one that is not ours. */
function pathOf(file: string): string | null {
  const name = file.replace(/\.js$/, '');
  if (VERSION.test(file)) return `/${name}/clearpane.js`;
  return PART.test(file)
    ? `/consent/${name.slice(0, 7)}${name.slice(7).replaceAll('-', '+').replaceAll('_', '/')}`
    : null;
}

/** Whether a browser has it already; a proxy that compresses makes the tag a weak one. */
const holds = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag);

const HEADERS = {
  'content-type': 'text/javascript; charset=utf-8',
  // Tags with an integrity hash fetch with CORS; the script is public.
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};
const NEWEST = 'public, max-age=3600, stale-while-revalidate=86400';
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * Serves the script. `/clearpane.js` is the newest, cached for an hour; versions and parts never change. `/s/:key.js` is
 * the newest with one site's policy in it, for the place of whoever asks, and therefore cached by nobody else.
 */
export function trackerRoutes(
  script: TrackerScript,
  policyFor: PolicyFor,
  /** Whether a site takes requests to be contacted: then the script for contact forms comes along. */
  takesContacts: (key: string) => boolean = () => false,
): FastifyPluginAsync {
  const contact = script.versions.get('/consent/contact.js');
  return async (app) => {
    app.get('/clearpane.js', async (request, reply) => {
      const etag = `"${script.path.split('/')[1]}"`;
      reply.headers({ ...HEADERS, etag, 'cache-control': NEWEST });
      if (holds(request.headers['if-none-match'], etag)) return reply.code(304).send();
      return script.current;
    });
    app.get<{ Params: { version: string } }>('/:version/clearpane.js', async (request, reply) => {
      const body = script.versions.get(`/${request.params.version}/clearpane.js`);
      if (!body) return reply.callNotFound();
      return reply.headers({ ...HEADERS, 'cache-control': FOR_EVER }).send(body);
    });
    app.get<{ Params: { file: string } }>('/s/:file', async (request, reply) => {
      const key = /^([\w-]{1,64})\.js$/.exec(request.params.file)?.[1];
      if (key === undefined) return reply.callNotFound();
      reply.headers({ ...HEADERS, 'cache-control': 'private, max-age=60' });
      const policy = policyFor(key, request.ip, request.headers.cookie);
      const parts = [called(script.current, [key, policy])];
      if (contact && takesContacts(key)) parts.push(called(contact, key));
      return parts.join('\n');
    });
    app.get<{ Params: { '*': string } }>('/consent/*', async (request, reply) => {
      const name = request.params['*'];
      const body = script.versions.get(`/consent/${name}`);
      if (!body) return reply.callNotFound();
      return reply
        .headers({ ...HEADERS, 'cache-control': NAMED.includes(name) ? NEWEST : FOR_EVER })
        .send(body);
    });
  };
}

/** The build puts a function around the script, which takes what is known of the site. */
function called(script: Buffer, site: string | [key: string, policy: TrackerPolicy]): string {
  const text = script.toString('utf8');
  const end = text.lastIndexOf('()');
  // A line separator may be in a string of JSON, but was not always allowed in one of JavaScript.
  const known = JSON.stringify(site).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return `${text.slice(0, end)}(${known})${text.slice(end + 2)}`;
}
