import { expect, test } from 'vitest';
import { FieldError, readDomain } from './account-fields.ts';

test.each([
  ['Northwind.CO.UK', 'northwind.co.uk'],
  ['https://www.northwind.co.uk/prices?a=1', 'northwind.co.uk'],
  ['Bücher.de', 'xn--bcher-kva.de'],
  ['https://www.xn--bcher-kva.de/', 'xn--bcher-kva.de'],
])('one domain is one text, however it is written: %s', (written, domain) => {
  expect(readDomain(written)).toBe(domain);
});

test.each([
  'gmail.com',
  'MÜLLMAIL.com',
  'xn--mllmail-n2a.com',
  'anna@northwind.co.uk',
  '192.0.2.1',
  'co.uk',
  '',
])('no company’s domain: %s', (written) => {
  expect(() => readDomain(written)).toThrow(FieldError);
});
