import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { readAddress } from './address.ts';

test('an IPv4 address can be looked up exactly when it lies in no special range', () => {
  const part = fc.nat(255);
  fc.assert(
    fc.property(fc.tuple(part, part, part, part), (parts) => {
      const address = parts.join('.');
      const special = new ipaddr.IPv4(parts).range() !== 'unicast';
      expect(readAddress(address)).toEqual(special ? { reason: expect.any(String) } : { address });
    }),
    { numRuns: 5000 },
  );
});
