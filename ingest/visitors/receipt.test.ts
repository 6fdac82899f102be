import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PURPOSES } from '../../policy/purposes.ts';
import { type ReceiptContents, receiptSeal } from './receipt.ts';

const { seal, open } = receiptSeal('a key');
const contents: fc.Arbitrary<ReceiptContents> = fc.record({
  id: fc.stringMatching(/^[\w-]{22}$/),
  site: fc.integer({ min: 1 }),
  purposes: fc.subarray([...PURPOSES]),
  asked: fc.subarray([...PURPOSES]),
  noticeHash: fc.stringMatching(/^[0-9a-f]{64}$/),
  givenAt: fc.integer({ min: 0, max: 8.64e15 }),
  expiresAt: fc.integer({ min: 0, max: 8.64e15 }),
});

test('a receipt says what was sealed, and is short enough to travel with every request', () => {
  fc.assert(
    fc.property(contents, (sealed) => {
      const receipt = seal(sealed);
      expect(open(receipt)).toEqual(sealed);
      expect(receipt.length).toBeLessThan(400);
      expect(receipt).toMatch(/^[\w-]+\.[\w-]{43}$/);
    }),
  );
});

test('any other characters are no receipt', () => {
  const change = fc.record({ at: fc.nat(), with: fc.constantFrom(...'ABCDyz019-_.=+/ \0é') });
  fc.assert(
    fc.property(contents, fc.array(change, { minLength: 1, maxLength: 3 }), (sealed, changes) => {
      const receipt = seal(sealed);
      const characters = [...receipt];
      for (const each of changes) characters[each.at % characters.length] = each.with;
      const tampered = characters.join('');
      expect(open(tampered)).toEqual(tampered === receipt ? sealed : null);
    }),
    { numRuns: 2000 },
  );
  // Every last character that would decode to the same bytes.
  const receipt = seal({
    id: 'i',
    site: 1,
    purposes: [],
    asked: [],
    noticeHash: '',
    givenAt: 0,
    expiresAt: 0,
  });
  const spelled = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map(
    (last) => receipt.slice(0, -1) + last,
  );
  expect(spelled.filter((each) => open(each) !== null)).toEqual([receipt]);
});

test('cut, lengthened, swapped and invented texts are no receipts', () => {
  fc.assert(
    fc.property(contents, contents, fc.string(), fc.nat(), (one, other, text, at) => {
      const [first, second] = [seal(one), seal(other)];
      expect(open(first.slice(0, at % first.length))).toBeNull();
      if (text !== '') expect(open(first + text)).toBeNull();
      expect(open(text)).toBeNull();
      const [payload] = first.split('.');
      const [otherPayload, otherSeal] = second.split('.');
      if (payload !== otherPayload) expect(open(`${payload}.${otherSeal}`)).toBeNull();
      expect(receiptSeal('another key').open(first)).toBeNull();
    }),
  );
});
