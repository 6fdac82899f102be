import { domainToASCII } from 'node:url';
import providers from 'email-providers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registrableDomain } from '../../policy/company-domain.ts';
import { readBusinessEmail } from './business-email.ts';

describe('a business e-mail', () => {
  test.each([
    ['anna@northwind.co.uk', 'anna@northwind.co.uk', 'northwind.co.uk'],
    [' anna.b+web@Mail.Northwind.CO.UK ', 'anna.b+web@mail.northwind.co.uk', 'northwind.co.uk'],
    ["o'neill@bücher.de", "o'neill@xn--bcher-kva.de", 'xn--bcher-kva.de'],
    ['anna@acme.github.io', 'anna@acme.github.io', 'acme.github.io'],
  ])('%s', (text, email, domain) => {
    expect(readBusinessEmail(text)).toEqual({ email, domain });
  });

  test.each([
    '',
    'anna',
    '@northwind.co.uk',
    'anna@',
    'anna@localhost',
    'anna@co.uk',
    'anna@192.0.2.1',
    'anna@[192.0.2.1]',
    'anna b@northwind.co.uk',
    'Anna <anna@northwind.co.uk>',
    'anna@northwind.co.uk\nbcc:x@y.de',
    `${'a'.repeat(65)}@northwind.co.uk`,
    `anna@${'a.'.repeat(120)}northwind.co.uk`,
  ])('%s can not be written to', (text) => {
    expect(readBusinessEmail(text)).toBe('invalid_email');
  });

  test('whatever a provider gives away is none, and neither is what lies below', () => {
    const known = providers.filter((each) => registrableDomain(each) === domainToASCII(each));
    expect(known.length).toBeGreaterThan(5000);
    const hosts = known.flatMap((domain) => ['', 'mail.', 'MX.a.'].map((below) => below + domain));
    expect(hosts.filter((host) => readBusinessEmail(`anna@${host}`) !== 'free_mail')).toEqual([]);
  });

  test('whatever it is, reading never throws, and what is read can be read again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.emailAddress()), (text) => {
        const read = readBusinessEmail(text);
        if (typeof read !== 'string') expect(readBusinessEmail(read.email)).toEqual(read);
      }),
      { numRuns: 1000 },
    );
  });
});
