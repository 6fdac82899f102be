import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MmdbValue } from '../compile/mmdb-writer.ts';
import { type Organizations, openOrganizations } from '../resolver.ts';
import { fixtureDatabase } from './fixture.ts';

/** BT, an internet provider; the BBC, which announces its own; a network of nobody's. */
const PROVIDER = '86.128.1.1';
const BBC = '132.185.10.1';
const NOBODYS = '2a0f:ffff::1';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clearpane-databases-'));
});
afterAll(() => rm(directory, { recursive: true }));

let files = 0;
async function withDatabase(type: string, networks: Record<string, MmdbValue>): Promise<Organizations> {
  files += 1;
  const file = join(directory, `${files}.mmdb`);
  await writeFile(file, fixtureDatabase({ type, networks }));
  return openOrganizations({ directory: 'dist/organizations', databases: [file] });
}

interface Case {
  type: string;
  record: MmdbValue;
  address?: string;
  network?: string;
  expected: object;
}

const CASES: Record<string, Case> = {
  'MaxMind ISP: a customer of the provider': {
    type: 'GeoIP2-ISP',
    record: { autonomous_system_number: 2856, isp: 'BT', organization: 'Acme Machine Tools Ltd' },
    expected: {
      organization: { name: 'Acme Machine Tools', legalForm: 'Ltd', confidence: 'medium' },
      eligible: true,
    },
  },
  'MaxMind ISP: nobody but the provider': {
    type: 'GeoIP2-ISP',
    record: { autonomous_system_number: 2856, isp: 'BT', organization: 'BT' },
    expected: { organization: null, networkKind: 'isp' },
  },
  'MaxMind ISP: another name of a provider': {
    type: 'GeoIP2-ISP',
    record: { isp: 'BT', organization: 'Acme Broadband Ltd' },
    expected: { organization: null, networkKind: 'isp' },
  },
  'MaxMind Enterprise: a business': {
    type: 'GeoIP2-Enterprise',
    record: {
      country: { iso_code: 'GB' },
      traits: { isp: 'BT', organization: 'Zuri Holdings', user_type: 'business', domain: 'zuri.example' },
    },
    expected: {
      organization: { name: 'Zuri Holdings', domain: 'zuri.example', kind: 'business', confidence: 'high' },
      country: 'GB',
    },
  },
  'MaxMind Enterprise: a school': {
    type: 'GeoIP2-Enterprise',
    record: { traits: { isp: 'BT', organization: 'Acme', user_type: 'school' } },
    expected: { organization: { name: 'Acme', kind: 'education' }, networkKind: 'education' },
  },
  'MaxMind Enterprise: people at home': {
    type: 'GeoIP2-Enterprise',
    record: { traits: { isp: 'BT', organization: 'Acme', user_type: 'residential' } },
    expected: { organization: null, networkKind: 'isp' },
  },
  'MaxMind Connection-Type: phones': {
    type: 'GeoIP2-Connection-Type',
    record: { connection_type: 'Cellular' },
    address: BBC,
    expected: { organization: null, networkKind: 'mobile' },
  },
  'MaxMind Connection-Type: a company line changes nothing': {
    type: 'GeoIP2-Connection-Type',
    record: { connection_type: 'Corporate' },
    address: BBC,
    expected: { organization: { name: 'BBC' } },
  },
  'MaxMind Anonymous-IP: a VPN': {
    type: 'GeoIP2-Anonymous-IP',
    record: { is_anonymous: true, is_anonymous_vpn: true },
    address: BBC,
    expected: { organization: null, networkKind: 'vpn', confidence: 'high' },
  },
  'MaxMind Anonymous-IP: a host': {
    type: 'GeoIP2-Anonymous-IP',
    record: { is_anonymous: true, is_hosting_provider: true },
    address: BBC,
    expected: { organization: null, networkKind: 'hosting' },
  },
  'MaxMind Domain: of the organization': {
    type: 'GeoIP2-Domain',
    record: { domain: 'bbc.co.uk' },
    address: BBC,
    expected: { organization: { name: 'BBC', domain: 'bbc.co.uk' } },
  },
  'MaxMind Domain: of somebody else': {
    type: 'GeoIP2-Domain',
    record: { domain: 'in-addr.arpa' },
    address: BBC,
    expected: { organization: { name: 'BBC', domain: '' } },
  },
  'MaxMind ASN: fresher than the table': {
    type: 'GeoLite2-ASN',
    record: { autonomous_system_number: 64_499, autonomous_system_organization: 'University of Nowhere' },
    address: NOBODYS,
    network: '2a0f:ffff::/32',
    expected: { organization: { name: 'University of Nowhere', kind: 'education' } },
  },
  'DB-IP ASN: a provider by its number': {
    type: 'DBIP-ASN-Lite (compat=GeoLite2-ASN)',
    record: { autonomous_system_number: 3320, autonomous_system_organization: 'DTAG' },
    address: NOBODYS,
    network: '2a0f:ffff::/32',
    expected: { organization: null, networkKind: 'isp' },
  },
  'DB-IP ISP: a customer': {
    type: 'DBIP-ISP (compat=Enterprise)',
    record: { traits: { isp: 'BT', organization: 'Acme Foundry GmbH', user_type: 'business' } },
    expected: { organization: { name: 'Acme Foundry', legalForm: 'GmbH', confidence: 'high' } },
  },
  'IPinfo Lite': {
    type: 'ipinfo bundle_lite.mmdb',
    record: {
      asn: 'AS64499',
      as_name: 'Acme Insurance Group',
      as_domain: 'acme.example',
      country_code: 'IE',
    },
    address: NOBODYS,
    network: '2a0f:ffff::/32',
    expected: { organization: { name: 'Acme Insurance Group' }, country: 'IE' },
  },
  'IPinfo company': {
    type: 'ipinfo standard_company.mmdb',
    record: { name: 'Acme Inc.', domain: 'acme.example', type: 'business', asn: 'AS2856', as_name: 'BT' },
    expected: {
      organization: { name: 'Acme', domain: 'acme.example', legalForm: 'Inc.', confidence: 'high' },
    },
  },
  'IPinfo company: an internet provider': {
    type: 'ipinfo standard_company.mmdb',
    record: { name: 'British Telecommunications', domain: 'bt.example', type: 'isp' },
    expected: { organization: null, networkKind: 'isp' },
  },
  'IPinfo privacy: a relay': {
    type: 'ipinfo standard_privacy.mmdb',
    record: { vpn: '', proxy: '', tor: '', relay: 'true', hosting: '' },
    address: BBC,
    expected: { organization: null, networkKind: 'vpn' },
  },
  'IP2Location ASN': {
    type: 'IP2LITE-ASN',
    record: { asn: '64499', as: 'City of Nowhere' },
    address: NOBODYS,
    network: '2a0f:ffff::/32',
    expected: { organization: { name: 'City of Nowhere', kind: 'government' } },
  },
  'IP2Location usage: a mobile carrier': {
    type: 'IP2Location-DB26',
    record: { isp: 'BBC Mobile', domain: '-', usage_type: 'MOB' },
    address: BBC,
    expected: { organization: null, networkKind: 'mobile' },
  },
  'IP2Proxy: a VPN': {
    type: 'IP2PROXY-PX2',
    record: { proxy_type: 'VPN', country_code: 'GB' },
    address: BBC,
    expected: { organization: null, networkKind: 'vpn' },
  },
};

describe('what the databases of each maker say counts', () => {
  test.each(Object.entries(CASES))(
    '%s',
    async (_, { type, record, address = PROVIDER, network, expected }) => {
      const organizations = await withDatabase(type, { [network ?? `${address}/24`]: record });
      try {
        expect(organizations.databases()[1]).toMatchObject({ loaded: true, type, error: null });
        expect(organizations.resolve(address)).toMatchObject(expected);
      } finally {
        organizations.close();
      }
    },
  );
});

test('two that agree are sure; two that do not are not', async () => {
  const agreeing = await withDatabase('GeoIP2-ISP', { [`${BBC}/24`]: { organization: 'BBC', isp: 'X' } });
  expect(agreeing.resolve(BBC)).toMatchObject({ organization: { name: 'BBC', confidence: 'high' } });
  expect(agreeing.resolve(BBC).evidence).toHaveLength(2);
  agreeing.close();
  const other = { organization: 'Acme Castings Ltd', user_type: 'business' };
  const differing = await withDatabase('GeoIP2-Enterprise', { [`${BBC}/24`]: { traits: other } });
  expect(differing.resolve(BBC)).toMatchObject({
    organization: { name: 'Acme Castings', confidence: 'medium' },
  });
  differing.close();
});

test('an address family that a database does not have is no news', async () => {
  const four = await withDatabase('GeoIP2-ISP', { '86.128.0.0/16': { organization: 'Acme Castings Ltd' } });
  expect(four.resolve('2a00:2380::1')).toEqual(
    (await withDatabase('GeoLite2-ASN', { '10.0.0.0/8': { asn: 1 } })).resolve('2a00:2380::1'),
  );
  const six = await withDatabase('GeoIP2-ISP', { '2a0f:ffff::/32': { organization: 'Acme Castings Ltd' } });
  expect(six.resolve(PROVIDER)).toMatchObject({ networkKind: 'isp' });
  expect(six.resolve(NOBODYS)).toMatchObject({ organization: { name: 'Acme Castings' } });
  four.close();
  six.close();
});

test('records of any shape do no harm', async () => {
  const odd: MmdbValue[] = [
    [],
    'text',
    7,
    true,
    {},
    { isp: 7 },
    { organization: ['x'] },
    { traits: 'x' },
    { domain: '..', organization: '' },
  ];
  const networks = Object.fromEntries(odd.map((record, index) => [`86.128.${index}.0/24`, record]));
  const organizations = await withDatabase('GeoIP2-ISP', { ...networks, '86.129.0.0/24': { isp: 'BT' } });
  for (const index of odd.keys()) {
    expect(organizations.resolve(`86.128.${index}.1`)).toMatchObject({
      organization: null,
      networkKind: 'isp',
    });
  }
  organizations.close();
});
