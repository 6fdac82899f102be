import { expect, test } from 'vitest';
import { trustedProxies } from './trusted-proxies.ts';

test.each([
  ['10.1.2.3', true],
  ['11.1.2.3', false],
  ['::ffff:10.1.2.3', true],
  ['::ffff:11.1.2.3', false],
  ['::1', true],
  ['::2', false],
  ['2001:db8:1::5', true],
  ['2001:db8:2::5', false],
  ['unknown', false],
  ['', false],
  ['fe80::1%eth0', false],
])('%s is trusted: %s', (address, expected) => {
  const trusted = trustedProxies(['10.0.0.0/8', '::1/128', '2001:db8:1::/48']);
  // Twice, because proxies are remembered.
  expect([trusted(address), trusted(address)]).toEqual([expected, expected]);
});

test('a network written as IPv4 within IPv6 means the IPv4 network', () => {
  expect(trustedProxies(['::ffff:10.0.0.0/104'])('10.1.2.3')).toBe(true);
});
