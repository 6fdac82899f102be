import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { number6, readAddress } from './address.ts';

/** The long way for every address: what the quick one has to agree with. */
function thorough(text: string): string | null {
  const plain = ipaddr.IPv4.isValidFourPartDecimal(text);
  if (text.length > 64 || text.includes('%') || !(plain || ipaddr.IPv6.isValid(text))) return null;
  const address = ipaddr.process(text);
  if (['rfc6052', '6to4', 'teredo'].includes(address.range())) return 'wrapped';
  return address.range() === 'unicast' ? address.toNormalizedString() : null;
}

const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
const near = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc
    .tuple(fc.constantFrom('2001', '2002', '2a00', '3fff', '2001:db8', '2001:0', 'fe80', '64:ff9b'), group)
    .map(([a, b]) => `${a}:${b}::1`),
  fc
    .array(fc.oneof(group, fc.constant('')), { minLength: 1, maxLength: 10 })
    .map((groups) => groups.join(':')),
  fc
    .array(fc.integer({ min: 0, max: 300 }), { minLength: 3, maxLength: 5 })
    .map((octets) => octets.join('.')),
  fc.stringMatching(/^2[0-9a-f:.]{0,40}$/),
  fc.string(),
);

test('reads what the long way reads, and refuses what it refuses', () => {
  fc.assert(
    fc.property(near, (text) => {
      const read = readAddress(text);
      const expected = thorough(text);
      if (expected === 'wrapped') return;
      const found = 'reason' in read ? null : ipaddr.process(read.text).toNormalizedString();
      expect(found).toBe(expected);
    }),
    { numRuns: 20_000 },
  );
});

test('an address is one number, however it is written', () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      const read = readAddress(text);
      if ('reason' in read || read.v4 !== null) return;
      const spelled = readAddress(ipaddr.IPv6.parse(text).toNormalizedString().toUpperCase());
      expect('reason' in spelled ? null : number6(spelled)).toBe(number6(read));
    }),
  );
});

describe('IPv4 is taken out of what wraps it', () => {
  test.each([
    ['::ffff:132.185.10.1', 'mapped'],
    ['64:ff9b::84b9:a01', 'NAT64'],
    ['2002:84b9:a01::1', '6to4'],
    ['2001:0:4136:e378:8000:63bf:7b46:f5fe', 'Teredo'],
  ])('%s: %s', (text) => {
    expect(readAddress(text)).toEqual({ text: '132.185.10.1', v4: 0x84b9_0a01 });
  });

  test.each(['::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::1', '2001:0:4136:e378:8000:63bf:f5ff:fffe'])(
    '%s is private inside',
    (text) => {
      expect(readAddress(text)).toEqual({ reason: 'The address belongs to a private network.' });
    },
  );
});

test.each([
  '132.185.10.1 ',
  '132.185.10.01',
  '0x84.185.10.1',
  '132.185.10.1:80',
  '[2a00::1]',
  '2a00::1%eth0',
  '2a00:1:2:3:4:5:6:',
  '2a00:1::2::3',
  '1',
  '٢.1.1.1',
])('%j is no address', (text) => {
  expect(readAddress(text)).toHaveProperty('reason');
});
