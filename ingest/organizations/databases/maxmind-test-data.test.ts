import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openOrganizations } from '../resolver.ts';

/** MaxMind's public test data, where they lie beside the project or are named; never copied into it. */
const FOLDER = [
  process.env.CLEARPANE_MAXMIND_TEST_DATA ?? '',
  '../shared/data/maxmind-test',
  '../../shared/data/maxmind-test',
].find((folder) => folder !== '' && existsSync(folder));

if (FOLDER === undefined) {
  test('the test data of MaxMind are not here: set CLEARPANE_MAXMIND_TEST_DATA to try them', () => {
    expect(FOLDER).toBeUndefined();
  });
} else {
  const folder = FOLDER;
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.mmdb')).sort();
  const ADDRESSES = [
    '1.0.0.1',
    '1.128.0.1',
    '12.81.92.1',
    '74.209.24.1',
    '67.43.156.1',
    '2001:220::1',
    '2c0f:ff80::1',
    '132.185.10.1',
  ];

  describe('databases that say who', () => {
    test.each([
      'GeoIP2-ISP',
      'GeoIP2-Domain',
      'GeoIP2-Enterprise',
      'GeoIP2-Connection-Type',
      'GeoIP2-Anonymous-IP',
      'GeoLite2-ASN',
    ])('%s is recognized', async (type) => {
      const file = join(folder, `test-data/${type}-Test.mmdb`);
      const organizations = await openOrganizations({ directory: 'dist/organizations', databases: [file] });
      expect(organizations.databases()[1]).toMatchObject({ loaded: true, type, error: null });
      for (const address of ADDRESSES) organizations.resolve(address);
      expect(organizations.databases()[1]?.failures).toBe(0);
      organizations.close();
    });
  });

  test.each(files)('%s: used or refused with a reason, and nothing breaks', async (file) => {
    const organizations = await openOrganizations({
      directory: 'dist/organizations',
      databases: [join(folder, file)],
    });
    const [, status] = organizations.databases();
    expect(status?.loaded).toBe(status?.error === null);
    for (const address of ADDRESSES) organizations.resolve(address);
    expect(organizations.resolve('8.8.8.8').organization).toBeNull();
    organizations.close();
  });
}
