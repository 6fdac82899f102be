import { expect, test } from 'vitest';
import { isPublic, openTargets } from './targets.ts';

const PRIVATE = [
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '192.0.2.1',
  '198.18.0.1',
  '::1',
  '::',
  'fe80::1',
  'fd00:ec2::254',
  'fec0::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'not an address',
];

test.each(PRIVATE)('%s is not public', (address) => expect(isPublic(address)).toBe(false));

test.each(['1.1.1.1', '2606:4700::1111', '::ffff:1.1.1.1'])('%s is public', (address) =>
  expect(isPublic(address)).toBe(true),
);

const resolving =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const codeOf = (check: Promise<unknown>): Promise<string> =>
  check.then(
    () => 'allowed',
    (error) => error.code,
  );

test('one private address among public ones is enough to refuse', async () => {
  const targets = openTargets([], resolving('1.1.1.1', '127.0.0.1'));
  expect(await codeOf(targets.check('https://rebind.example/'))).toBe('target_private');
});

test.each(['http://2130706433/', 'https://0x7f.1/', 'https://[::ffff:7f00:1]/', 'https://localhost./'])(
  '%s is loopback in disguise',
  async (url) => expect(await codeOf(openTargets([]).check(url))).toBe('target_private'),
);

test('http needs a target that the operator listed', async () => {
  const open = openTargets([], resolving('1.1.1.1'));
  expect(await codeOf(open.check('http://hook.example/'))).toBe('target_needs_https');
  expect(await codeOf(open.check('https://hook.example/'))).toBe('allowed');
  for (const listed of ['hook.internal', '10.0.0.0/8']) {
    const own = openTargets([listed], resolving('10.0.0.5'));
    expect(await codeOf(own.check('http://hook.internal/'))).toBe('allowed');
  }
  const other = openTargets(['10.0.0.0/8'], resolving('192.168.0.5'));
  expect(await codeOf(other.check('http://hook.internal/'))).toBe('target_private');
});

test.each(['ftp://x.example/', 'file:///etc/passwd', 'nonsense', 'https://a:b@x.example/'])(
  '%s is no target',
  async (url) =>
    expect(await codeOf(openTargets([], resolving('1.1.1.1')).check(url))).toBe('target_not_url'),
);
