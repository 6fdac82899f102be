import { appendFile, copyFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Organizations, openOrganizations } from '../resolver.ts';
import { fixtureDatabase } from './fixture.ts';

const BBC = '132.185.10.1';
const ACME = '198.18.0.0/15';

let directory: string;
let warnings: string[];
let organizations: Organizations | null;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clearpane-hot-'));
  warnings = [];
  organizations = null;
});
afterEach(async () => {
  organizations?.close();
  await rm(directory, { recursive: true });
});

const database = (name: string, builtAt?: number): Buffer =>
  fixtureDatabase({
    type: 'GeoIP2-ISP',
    networks: { '86.128.0.0/16': { organization: name, isp: 'BT' }, [ACME]: { isp: 'X' } },
    ...(builtAt === undefined ? {} : { builtAt }),
  });

async function open(...files: string[]): Promise<Organizations> {
  organizations = await openOrganizations({
    directory: 'dist/organizations',
    databases: files.map((file) => join(directory, file)),
    onWarning: (warning) => warnings.push(warning.replace(`${directory}/`, '')),
  });
  return organizations;
}

const nameAt = (found: Organizations): string | null =>
  found.resolve('86.128.1.1').organization?.name ?? null;

test('a replaced file is taken in, and answers of before are forgotten', async () => {
  const file = join(directory, 'isp.mmdb');
  await writeFile(file, database('Acme Castings Ltd'));
  const found = await open('isp.mmdb');
  expect(nameAt(found)).toBe('Acme Castings');
  await writeFile(`${file}.new`, database('Zuri Castings Ltd'));
  await rename(`${file}.new`, file);
  await found.refresh();
  expect(nameAt(found)).toBe('Zuri Castings');
  expect(warnings).toEqual([]);
});

describe('a version that can not be used leaves the last good copy in use, with one warning', () => {
  test.each<[string, (file: string) => Promise<void>, RegExp]>([
    ['emptied', (file) => truncate(file, 0), /it is empty/],
    ['cut off', (file) => truncate(file, 300), /no MaxMind-DB file/],
    ['something else', (file) => writeFile(file, 'network,name\n'), /no MaxMind-DB file/],
    ['deleted', (file) => rm(file), /no such file/],
    [
      'older',
      (file) => writeFile(file, database('Zuri Castings Ltd', 1_700_000_000)),
      /older than the one in use/,
    ],
    [
      'of another type',
      (file) =>
        writeFile(
          file,
          fixtureDatabase({ type: 'GeoIP2-Domain', networks: { '86.128.0.0/16': { domain: 'a.example' } } }),
        ),
      /another type/,
    ],
    [
      'without anything that we know',
      (file) =>
        writeFile(file, fixtureDatabase({ type: 'GeoIP2-ISP', networks: { '86.128.0.0/16': { score: 1 } } })),
      /nothing about organizations/,
    ],
  ])('%s', async (_, spoil, warning) => {
    const file = join(directory, 'isp.mmdb');
    await writeFile(file, database('Acme Castings Ltd'));
    const found = await open('isp.mmdb');
    await spoil(file);
    await found.refresh();
    await found.refresh();
    expect(nameAt(found)).toBe('Acme Castings');
    expect(warnings).toEqual([expect.stringMatching(warning)]);
    expect(warnings[0]).toContain('the last good copy stays in use');
    expect(found.databases()[1]).toMatchObject({ loaded: true, error: expect.stringMatching(warning) });
    // And when it is whole again, it is taken in.
    await writeFile(file, database('Zuri Castings Ltd'));
    await found.refresh();
    expect(nameAt(found)).toBe('Zuri Castings');
    expect(warnings.at(-1)).toContain('in use again');
    expect(found.databases()[1]).toMatchObject({ loaded: true, error: null });
  });
});

test('a file that is bad from the start is left out, and the rest goes on', async () => {
  await writeFile(join(directory, 'bad.mmdb'), Buffer.alloc(2000, 7));
  await writeFile(join(directory, 'isp.mmdb'), database('Acme Castings Ltd'));
  const found = await open('missing.mmdb', 'bad.mmdb', 'isp.mmdb');
  expect(nameAt(found)).toBe('Acme Castings');
  expect(found.resolve(BBC)).toMatchObject({ organization: { name: 'BBC' } });
  expect(warnings).toHaveLength(2);
  expect(warnings.join()).toContain('it is left out');
  expect(found.databases().map(({ loaded }) => loaded)).toEqual([true, false, false, true]);
});

test('damage in the middle of a file is found before it is used', async () => {
  const table = join(directory, 'organizations.mmdb');
  await copyFile('dist/organizations/organizations.mmdb', table);
  const bytes = Buffer.alloc(200_000, 0xff);
  const handle = await import('node:fs/promises').then(({ open: openFile }) => openFile(table, 'r+'));
  await handle.write(bytes, 0, bytes.length, 9_000_000);
  await handle.close();
  organizations = await openOrganizations({ directory, onWarning: (warning) => warnings.push(warning) });
  expect(warnings).toEqual([expect.stringContaining('it is damaged')]);
  expect(organizations.resolve(BBC)).toMatchObject({ organization: null, networkKind: 'unknown' });
});

test('a file that is written slowly is used when it is whole, and answers go on all the while', async () => {
  const file = join(directory, 'isp.mmdb');
  await writeFile(file, database('Acme Castings Ltd'));
  const found = await open('isp.mmdb');
  const next = database('Zuri Castings Ltd');
  await writeFile(file, '');
  for (let at = 0; at < next.length; at += 100) {
    await appendFile(file, next.subarray(at, at + 100));
    await found.refresh();
    expect(nameAt(found)).toBe(at + 100 < next.length ? 'Acme Castings' : 'Zuri Castings');
  }
  expect(nameAt(found)).toBe('Zuri Castings');
});

test('visits are answered while a large table is taken in', async () => {
  const table = join(directory, 'organizations.mmdb');
  await copyFile('dist/organizations/organizations.mmdb', table);
  organizations = await openOrganizations({ directory });
  await copyFile('dist/organizations/organizations.mmdb', `${table}.new`);
  await rename(`${table}.new`, table);
  let refreshing = true;
  const refreshed = organizations.refresh().finally(() => {
    refreshing = false;
  });
  let answered = 0;
  while (refreshing) {
    expect(organizations.resolve(BBC).organization?.name).toBe('BBC');
    answered += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await refreshed;
  // Turns of the event loop: the file is checked in small pieces.
  expect(answered).toBeGreaterThan(30);
});

test('an update of the compiled table beside the built one is preferred when it is not older', async () => {
  const table = (name: string, builtAt: number): Buffer =>
    fixtureDatabase({
      type: 'Clearpane-Organizations',
      builtAt,
      networks: {
        '132.185.0.0/16': { k: 'business', f: 'high', a: 2818, n: name, i: '7', c: 'GB', y: 'GB' },
      },
    });
  const updates = join(directory, 'organizations.mmdb');
  await writeFile(updates, table('Older', 1_600_000_000));
  organizations = await openOrganizations({ directory: 'dist/organizations', updates: directory });
  expect(organizations.resolve(BBC).organization?.name).toBe('BBC');
  await writeFile(updates, table('Newer', 1_900_000_000));
  await organizations.refresh();
  expect(organizations.resolve(BBC).organization?.name).toBe('Newer');
  expect(organizations.status()).toMatchObject({ file: updates, loaded: true });
});
