import { afterEach, describe, expect, test } from 'vitest';
import { readAddress } from '../address.ts';
import { type Organizations, openOrganizations } from '../resolver.ts';
import { organizationDomain } from './host-name.ts';
import { type Dns, ReverseNames } from './reverse-names.ts';

const BT = '86.128.1.1';
const BBC = '132.185.10.1';
const JISC = '163.1.0.1';

/** DNS from a table; counts what it is asked. */
function dnsOf(
  names: Record<string, string[]>,
  addresses: Record<string, string[]>,
): Dns & { asked: string[] } {
  const asked: string[] = [];
  const from = (table: Record<string, string[]>) => async (key: string) => {
    asked.push(key);
    const found = table[key];
    if (!found) throw new Error('ENOTFOUND');
    return found;
  };
  return { asked, reverse: from(names), resolve4: from(addresses), resolve6: from(addresses) };
}

let organizations: Organizations;
let now = 1_000_000;
async function open(dns: Dns, enabled = true): Promise<ReverseNames> {
  const reverseNames = new ReverseNames({ dns, enabled, now: () => now });
  organizations = await openOrganizations({ directory: 'dist/organizations', reverseNames });
  return reverseNames;
}
afterEach(() => organizations.close());

/** The answer to a later visit, when the short memory of answers is over. */
const later = (address: string) => {
  organizations.setOverrides([]);
  return organizations.resolve(address);
};

test('a confirmed name of a company behind a provider is shown at the next visit, never waited for', async () => {
  const dns = dnsOf({ [BT]: ['mail.acme-castings.co.uk'] }, { 'mail.acme-castings.co.uk': [BT] });
  const names = await open(dns);
  expect(organizations.resolve(BT)).toMatchObject({ organization: null, networkKind: 'isp' });
  await names.settled();
  expect(later(BT)).toMatchObject({
    organization: {
      name: 'acme-castings.co.uk',
      domain: 'acme-castings.co.uk',
      confidence: 'medium',
      kind: 'business',
    },
    eligible: true,
  });
  expect(later(BT).evidence.at(-1)).toMatchObject({ source: 'reverse_dns' });
  expect(JSON.stringify(later(BT))).not.toContain(BT);
  const count = dns.asked.length;
  later(BT);
  await names.settled();
  expect(dns.asked).toHaveLength(count);
});

test.each<[string, string[], Record<string, string[]>]>([
  ['does not lead back', ['www.acme.com'], { 'www.acme.com': ['192.0.2.9'] }],
  ['leads nowhere', ['www.acme.com'], {}],
  ['holds the address', ['86-128-1-1.acme.com'], { '86-128-1-1.acme.com': [BT] }],
  ['is a provider’s', ['gw.acme-telecom.com'], { 'gw.acme-telecom.com': [BT] }],
  ['is a customer line', ['host7.dsl.acme.com'], { 'host7.dsl.acme.com': [BT] }],
])('a name that %s names nobody', async (_, reverse, forward) => {
  const names = await open(dnsOf({ [BT]: reverse }, forward));
  organizations.resolve(BT);
  await names.settled();
  expect(later(BT)).toMatchObject({ organization: null, networkKind: 'isp' });
});

test('a university inside of a shared research network is seen', async () => {
  const names = await open(dnsOf({ [JISC]: ['www.ox.ac.uk'] }, { 'www.ox.ac.uk': [JISC] }));
  expect(organizations.resolve(JISC).organization).toBeNull();
  await names.settled();
  expect(later(JISC)).toMatchObject({ organization: { domain: 'ox.ac.uk', kind: 'education' } });
});

test('an organization that is known gets its domain, if it is its own', async () => {
  const dns = dnsOf({ [BBC]: ['bbc-vip.bbc.co.uk'] }, { 'bbc-vip.bbc.co.uk': [BBC] });
  const names = await open(dns);
  organizations.resolve(BBC);
  await names.settled();
  expect(later(BBC).organization).toMatchObject({ name: 'BBC', domain: 'bbc.co.uk', confidence: 'high' });
});

test('off asks nothing, and switching off forgets', async () => {
  const dns = dnsOf({ [BT]: ['mail.acme.com'] }, { 'mail.acme.com': [BT] });
  const names = await open(dns, false);
  organizations.resolve(BT);
  await names.settled();
  expect(dns.asked).toEqual([]);
  names.setEnabled(true);
  later(BT);
  await names.settled();
  expect(later(BT).organization?.domain).toBe('acme.com');
  names.setEnabled(false);
  expect(later(BT).organization).toBeNull();
});

test('hosts, VPNs and phones are not asked about', async () => {
  const dns = dnsOf({}, {});
  const names = await open(dns);
  for (const address of ['5.9.1.1', '185.159.157.1', '8.8.8.8', '10.0.0.1', 'nonsense'])
    organizations.resolve(address);
  await names.settled();
  expect(dns.asked).toEqual([]);
});

test('no more questions than the limits allow, whatever comes', async () => {
  let waiting = 0;
  let most = 0;
  let asked = 0;
  const answers: (() => void)[] = [];
  const slow: Dns = {
    reverse: async () => {
      asked += 1;
      waiting += 1;
      most = Math.max(most, waiting);
      await new Promise<void>((resolve) => answers.push(resolve));
      waiting -= 1;
      throw new Error('ENOTFOUND');
    },
    resolve4: async () => [],
    resolve6: async () => [],
  };
  const names = await open(slow);
  const burst = () => {
    for (let host = 0; host < 200; host += 1) later(`86.128.${Math.floor(now / 1000) % 250}.${host}`);
  };
  burst();
  expect([asked, most]).toEqual([50, 50]);
  now += 1000;
  burst();
  expect(asked).toBe(50);
  for (const answer of answers.splice(0)) answer();
  await names.settled();
  now += 1000;
  burst();
  expect([asked, most]).toEqual([100, 50]);
  for (const answer of answers.splice(0)) answer();
  await names.settled();
});

describe('names of hosts', () => {
  const domainOf = (host: string, text = BT): string | null => {
    const address = readAddress(text);
    return 'reason' in address ? null : organizationDomain(host, address);
  };
  test.each([
    ['mail.acme.com', 'acme.com'],
    ['acme.co.uk.', 'acme.co.uk'],
    ['gw1.ACME.de', 'acme.de'],
    ['86-128-1-1.acme.com', null],
    ['1.1.128.86.acme.com', null],
    ['host086128001001.acme.com', null],
    ['56800101.acme.com', null],
    ['dyn-7.acme.com', null],
    ['pool3.acme.com', null],
    ['acme.github.io', null],
    ['ec2-1.compute.amazonaws.com', null],
    ['localhost', null],
    ['acme', null],
    ['', null],
  ])('%s speaks for %s', (host, domain) => {
    expect(domainOf(host)).toBe(domain);
  });
  test('the end of an IPv6 address in a name is a provider’s doing', () => {
    expect(domainOf('20010db8aaaabbbb.acme.com', '2a00:2380::aaaa:bbbb')).toBeNull();
    expect(domainOf('mail.acme.com', '2a00:2380::aaaa:bbbb')).toBe('acme.com');
  });
});
