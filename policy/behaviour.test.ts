import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVENT_RULE, keysOf, MARKS, marksBetween } from './behaviour.ts';
import { detailOf, keptProperties, propertyValue } from './behaviour-detail.ts';

describe('marks', () => {
  test('however a view is told in pieces, each mark counts once', () => {
    const seconds = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(seconds, (times) => {
        const reached = [...times].sort((a, b) => a - b);
        const told = reached.flatMap((now, index) => marksBetween('engaged', reached[index - 1] ?? 0, now));
        expect(told).toEqual(MARKS.engaged.filter((mark) => mark <= (reached.at(-1) ?? 0)));
      }),
    );
  });

  test('only what is measured has any', () => {
    expect(marksBetween('form', 0, 100)).toEqual([]);
    expect(marksBetween('scrolled', 25, 100)).toEqual([50, 75, 100]);
  });
});

describe('details', () => {
  test.each([
    ['outbound', 'Partner.Example', 'partner.example'],
    ['outbound', 'partner.example/path?q', 'partner.example'],
    ['outbound', '203.0.113.7', ''],
    ['outbound', 'shop.example', ''],
    ['outbound', 'not a host', ''],
    ['download', '/files/price-list.pdf', '/files/price-list.pdf'],
    ['download', '/files/price-list.pdf?user=ann', '/files/price-list.pdf'],
    ['download', '/invoices/2026001234.pdf', '/invoices/:id'],
    ['download', 'https://shop.example/a.pdf', ''],
    ['form', 'newsletter', 'newsletter'],
    ['form', 'ann@example.org', ''],
    ['form', 'order-20261234', ''],
    ['form', 'a b', ''],
    ['engaged', 'anything', ''],
  ] as const)('%s %j is kept as %j', (name, sent, kept) => {
    expect(detailOf(name, sent, 'shop.example')).toBe(kept);
  });
});

describe('properties', () => {
  test.each([
    ['pro', 'pro'],
    [' two words ', 'two words'],
    [12_345, '12345'],
    [true, 'true'],
    ['v1.2', 'v1.2'],
  ])('%j is kept as %j', (value, kept) => expect(propertyValue(value)).toBe(kept));

  test.each([
    'ann@example.org',
    'ann＠example.org',
    '020 7946 0123',
    '12-34-56',
    '1.2.3.4.5.6',
    123_456,
    '١٢٣٤٥٦',
    'https://example.org/x',
    'www.example',
    'example.org',
    'see example.org/ann',
    '//cdn',
    'a%40b',
    'a\u0000b',
    'x'.repeat(41),
    'dGhpcyBpcyBhIHRva2Vu',
    '',
    null,
    {},
    ['a'],
    Number.NaN,
  ])('%j is not kept', (value) => expect(propertyValue(value)).toBeNull());

  test('nothing with a sign of an address, six digits or a long token ever passes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.webUrl(), fc.emailAddress()),
        (text) => {
          const kept = propertyValue(text);
          if (kept === null) return;
          expect(kept.length).toBeLessThanOrEqual(40);
          expect(kept).not.toMatch(/@|:\/\/|\d{6}|[\p{Cc}]/u);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('keys that are not declared are not there, nor are inherited ones', () => {
    expect(keptProperties({ plan: 'pro', name: 'Ann', mail: 'a@b.c' }, ['plan', 'mail', 'toString'])).toEqual(
      ['plan=pro'],
    );
  });
});

describe('declared events', () => {
  test('a name and its keys', () => {
    const events = ['signup plan', 'quote_asked'];
    expect(keysOf(events, 'signup')).toEqual(['plan']);
    expect(keysOf(events, 'quote_asked')).toEqual([]);
    expect(keysOf(events, 'plan')).toBeNull();
    expect(keysOf(events, '')).toBeNull();
  });

  test.each([
    ['signup', true],
    ['signup a b c d e', true],
    ['signup a b c d e f', false],
    ['Signup', false],
    ['sign up ', false],
    ['', false],
  ])('%j: %s', (rule, valid) => expect(new RegExp(EVENT_RULE).test(rule)).toBe(valid));
});
