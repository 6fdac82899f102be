import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Judged, judge, small, summarize } from './evaluation/judge.ts';
import { type OrganizationResolver, openOrganizations } from './resolver.ts';

let resolver: OrganizationResolver;
beforeAll(async () => {
  resolver = await openOrganizations({ directory: 'dist/organizations' });
  expect(resolver.status()).toMatchObject({ loaded: true, builtAt: expect.stringMatching(/^\d{4}-/) });
});

describe('organizations with a network of their own are named as people write them', () => {
  test.each([
    ['132.185.10.1', 'BBC', 'business'],
    ['155.56.1.1', 'SAP', 'business'],
    ['53.1.1.1', 'Mercedes-Benz', 'business'],
    ['204.4.131.1', 'Goldman Sachs', 'business'],
    ['139.15.1.1', 'Bosch', 'business'],
    ['194.138.1.1', 'Siemens', 'business'],
    ['194.176.105.1', 'National Health Service', 'healthcare'],
    ['137.226.1.1', 'RWTH Aachen University', 'education'],
  ])('%s is %s', (address, name, kind) => {
    expect(resolver.resolve(address)).toMatchObject({
      organization: { name, kind, id: expect.stringMatching(/^[1-9]\d{0,19}$/) },
      eligible: true,
    });
  });
});

describe('providers, hosts, VPNs and shared networks name nobody', () => {
  test.each([
    ['86.128.1.1', 'BT is an internet provider'],
    ['73.1.1.1', 'Comcast is an internet provider'],
    ['5.9.1.1', 'Hetzner hosts machines'],
    ['185.159.157.1', 'Proton VPN is a VPN'],
    ['163.1.0.1', 'Jisc is a research network'],
    ['87.58.66.1', 'Zscaler is a web gateway'],
    ['172.224.8.1', 'Apple Private Relay (Akamai) is a relay'],
    ['1.0.0.1', 'Cloudflare delivers content for others and relays'],
    ['2.16.0.1', 'Akamai delivers content for others and relays'],
    ['45.12.192.1', 'DFN is a research network'],
    ['129.125.1.1', 'SURF is a research network'],
    ['81.194.0.1', 'RENATER is a research network'],
    ['90.147.0.1', 'GARR is a research network'],
    ['82.130.64.1', 'Switch is a research network'],
    ['64.57.16.1', 'Internet2 is a research network'],
    ['8.8.8.8', 'hosts machines'],
  ])('%s: %s', (address, reason) => {
    const found = resolver.resolve(address);
    expect(found).toMatchObject({ organization: null, eligible: false });
    expect(found.reason).toContain(reason);
  });
});

test.each([
  ['10.1.2.3', 'private'],
  ['127.0.0.1', 'this machine'],
  ['169.254.1.1', 'one link'],
  ['100.64.0.1', 'shared by customers'],
  ['192.0.2.1', 'special use'],
  ['224.0.0.1', 'multicast'],
  ['::1', 'this machine'],
  ['fd00::1', 'private'],
  ['2001:db8::1', 'special use'],
  ['', 'no address'],
  ['BBC', 'no address'],
  ['132.185.10', 'no address'],
  ['999.1.1.1', 'no address'],
])('%j is nobody: %s', (address, reason) => {
  const found = resolver.resolve(address);
  expect(found.organization).toBeNull();
  expect(found.reason).toContain(reason);
});

test('an answer says what it rests on, in words', () => {
  expect(resolver.resolve('53.1.1.1')).toMatchObject({
    evidence: [
      {
        source: 'registration',
        says: 'announced by AS31399 (Mercedes-Benz), known by its name',
        weight: 'high',
      },
    ],
    excluded: null,
  });
  expect(resolver.resolve('137.226.1.1').evidence[0]?.says).toContain('told by the words of its name');
});

test('IPv4 wrapped in IPv6 is the same organization', () => {
  const direct = resolver.resolve('132.185.10.1').organization;
  for (const wrapped of [
    '::ffff:132.185.10.1',
    '64:ff9b::84b9:a01',
    '2002:84b9:a01::1',
    '2001:0:4136:e378:8000:63bf:7b46:f5fe',
  ]) {
    expect(resolver.resolve(wrapped).organization).toEqual(direct);
  }
});

test('any text gets an answer, and what is named is never a provider', () => {
  const anyAddress = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(anyAddress, (text) => {
      const { organization, networkKind, confidence, eligible, evidence } = resolver.resolve(text);
      if (!organization) return;
      expect(['business', 'education', 'government', 'healthcare']).toContain(networkKind);
      expect([confidence === 'low', eligible, organization.name.trim() === '']).toEqual([false, true, false]);
      expect(JSON.stringify(evidence)).not.toContain(text);
    }),
    { numRuns: 2000 },
  );
});

describe('without a readable table', () => {
  test.each([
    ['missing', null],
    ['empty', Buffer.alloc(0)],
    ['corrupt', Buffer.alloc(5000, 7)],
  ])('%s: everything is unknown, and the status says why', async (_, content) => {
    const directory = await mkdtemp(join(tmpdir(), 'clearpane-organizations-'));
    if (content) await writeFile(join(directory, 'organizations.mmdb'), content);
    const broken = await openOrganizations({ directory });
    await rm(directory, { recursive: true });
    expect(broken.status()).toMatchObject({ loaded: false, error: expect.any(String) });
    expect(broken.resolve('132.185.10.1')).toMatchObject({ organization: null, eligible: false });
  });
});

describe('labelled networks keep their floors, also in the half that no rule has seen', () => {
  let judged: Judged[];
  beforeAll(async () => {
    judged = await judge(resolver, join(import.meta.dirname, 'evaluation/labels.csv'));
  });

  test.each(['build', 'report'] as const)('%s half', (half) => {
    const each = judged.filter((one) => one.half === half);
    const large = summarize(each.filter((one) => !small(one)));
    expect(large.count).toBeGreaterThan(250);
    expect(large.precision.share).toBeGreaterThanOrEqual(0.97);
    expect(large.recall.share).toBeGreaterThanOrEqual(0.95);
    expect(large.accessShown.share).toBeLessThan(0.01);
    const tail = summarize(each.filter(small));
    expect(tail.count).toBeGreaterThan(200);
    expect(tail.precision.share).toBeGreaterThanOrEqual(0.92);
    expect(tail.recall.share).toBeGreaterThanOrEqual(0.8);
    expect(summarize(each).sharedSilent.share).toBeGreaterThanOrEqual(0.95);
  });
});
