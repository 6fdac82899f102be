import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureDatabase } from '../databases/fixture.ts';
import { type Organizations, openOrganizations } from '../resolver.ts';
import { updateOrganizations } from './update-organizations.ts';

const BBC = '132.185.10.1';
const NOW = Date.UTC(2026, 10, 25);

/** 132.185.0.0/16 and 2a00:2380::/32 in integers. */
const FILES: Record<string, string | Buffer> = {
  '/origin-asn-ipv4-num.csv': '2226716672,2226782207,2818,Acme Castings Ltd\n',
  '/origin-asn-ipv6-num.csv':
    '55827970110044104098087190757003264000,55827970189272266612351528350546952191,2856,BT\n',
  '/iptoasn-country.mmdb': fixtureDatabase({
    type: 'Country',
    networks: { '132.185.0.0/16': { country_code: 'GB' } },
  }),
};

let server: Server;
let served: Record<string, string | Buffer>;
let headers: Record<string, string>;
let source: string;
let directory: string;
let organizations: Organizations | null;
const lines: string[] = [];

beforeEach(async () => {
  served = { ...FILES };
  headers = { 'last-modified': new Date(NOW - 86_400_000).toUTCString() };
  directory = await mkdtemp(join(tmpdir(), 'clearpane-update-'));
  organizations = null;
  lines.length = 0;
  server = createServer((request, response) => {
    const content = served[request.url ?? ''];
    response.writeHead(content === undefined ? 404 : 200, headers).end(content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  source = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  organizations?.close();
  server.close();
  await rm(directory, { recursive: true });
});

const update = (options: { least?: { holders: number; ranges: number }; built?: string } = {}) =>
  updateOrganizations({
    source,
    directory,
    built: options.built ?? join(directory, 'none'),
    now: () => NOW,
    say: (line) => lines.push(line),
    least: options.least ?? { holders: 2, ranges: 2 },
  });

const left = async () => (await readdir(directory)).sort();

test('fetches, compiles and is taken in by whoever is running', async () => {
  organizations = await openOrganizations({ directory: 'dist/organizations', updates: directory });
  expect(organizations.resolve(BBC).organization?.name).toBe('BBC');
  await update();
  await organizations.refresh();
  expect(organizations.resolve(BBC)).toMatchObject({
    organization: { name: 'Acme Castings', country: 'GB' },
  });
  expect(organizations.status()).toMatchObject({ loaded: true, builtAt: '2026-11-24T00:00:00.000Z' });
  expect(await left()).toEqual(['organizations.mmdb']);
  expect(lines.at(-1)).toBe('In use now: data of 2026-11-24, 2 holders of 2 ranges');
});

describe('whatever goes wrong, the table in use stays and nothing is left behind', () => {
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  test.each<[string, () => Promise<unknown>, RegExp]>([
    ['a file is not there', async () => delete served['/iptoasn-country.mmdb'], /answers 404/],
    [
      'a file is a page',
      async () => Object.assign(served, { '/origin-asn-ipv4-num.csv': '<html>Sign in</html>' }),
      /not what they should be/,
    ],
    [
      'countries are damaged',
      async () => Object.assign(served, { '/iptoasn-country.mmdb': Buffer.alloc(99) }),
      /not what they should be/,
    ],
    ['nobody listens', close, /can not be reached from here \(ECONNREFUSED\)/],
    [
      'the data are older',
      async () => Object.assign(headers, { 'last-modified': new Date(NOW - 9e10).toUTCString() }),
      /older than the one in use/,
    ],
  ])('%s', async (_, spoil, message) => {
    await update();
    const before = await readFile(join(directory, 'organizations.mmdb'));
    await spoil();
    await expect(update()).rejects.toThrow(message);
    expect(await readFile(join(directory, 'organizations.mmdb'))).toEqual(before);
    expect(await left()).toEqual(['organizations.mmdb']);
  });

  test('far too little', async () => {
    await expect(update({ least: { holders: 40_000, ranges: 200_000 } })).rejects.toThrow('far too few');
    await expect(update({ built: 'dist/organizations' })).rejects.toThrow('less than half of the one in use');
    expect(await left()).toEqual([]);
  });

  test('a damaged table in its place is replaced', async () => {
    await copyFile('dist/organizations/organizations.mmdb', join(directory, 'organizations.mmdb'));
    await truncate(join(directory, 'organizations.mmdb'), 1000);
    await update();
    organizations = await openOrganizations({ directory });
    expect(organizations.resolve(BBC).organization?.name).toBe('Acme Castings');
  });

  test('an answer that breaks off', async () => {
    server.removeAllListeners('request').on('request', (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('1,2');
      setTimeout(() => response.destroy(), 50);
    });
    await expect(update()).rejects.toThrow('not fetched to its end');
    expect(await left()).toEqual([]);
  });
});

test('a file in the place of the directory is told', async () => {
  const file = join(directory, 'file');
  await writeFile(file, '');
  await expect(
    updateOrganizations({
      source: 'http://127.0.0.1:9',
      directory: file,
      built: '',
      now: () => NOW,
      say: () => undefined,
    }),
  ).rejects.toThrow('EEXIST');
});
