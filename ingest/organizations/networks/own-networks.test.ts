import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNetworkRange } from '../../../policy/network-range.ts';
import { readAddress } from '../address.ts';
import { text4, text6 } from '../compile/address-text.ts';
import { openOrganizations } from '../resolver.ts';
import { NetworkMap } from './network-map.ts';
import { readOwnNetworks } from './own-networks.ts';

const read = (...lines: string[]) => readOwnNetworks(Buffer.from(lines.join('\n')));
const at = (networks: NetworkMap<{ name: string }>, text: string): string | null => {
  const address = readAddress(text);
  return 'reason' in address ? null : (networks.find(address)?.name ?? null);
};

test('networks, addresses and ranges of both families; the longest prefix wins', () => {
  const { networks, count, warnings } = read(
    'network,name,relation,domain',
    '86.128.0.0/16,Acme,customer,acme.example',
    '86.128.5.0/24,"Zuri, Inc.",prospect',
    '86.128.5.7,Our office,own_staff',
    '86.129.0.0-86.129.0.99;Semicolons;customer;',
    '# a comment',
    '',
    '2a00:2380::/32,Six,customer',
  );
  expect([count, warnings]).toEqual([5, []]);
  expect(at(networks, '86.128.9.9')).toBe('Acme');
  expect(at(networks, '86.128.5.1')).toBe('Zuri, Inc.');
  expect(at(networks, '86.128.5.7')).toBe('Our office');
  expect(at(networks, '86.129.0.99')).toBe('Semicolons');
  expect(at(networks, '86.129.0.100')).toBeNull();
  expect(at(networks, '2a00:2380:1::1')).toBe('Six');
  expect(at(networks, '::ffff:86.128.5.7')).toBe('Our office');
});

test('lines that can not be read are warnings with their number and without their content', () => {
  const { count, warnings } = read(
    '86.128.0.0/16,Acme,customer',
    'Acme,86.128.0.0/16,customer',
    '86.1.1.0/24,Acme,friend',
    '0.0.0.0/0,All,customer',
    '86.2.0.0/16,,customer',
  );
  expect(count).toBe(1);
  expect(warnings).toEqual([
    expect.stringMatching(/^line 2: .*no network/),
    expect.stringMatching(/^line 3: .*customer, prospect/),
    expect.stringMatching(/^line 4: .*no network/),
    expect.stringMatching(/^line 5: there is no name/),
  ]);
  expect(warnings.join()).not.toContain('Acme');
  expect(() => read('{"not": "a CSV"}')).toThrow('no line can be read');
});

test('any range holds exactly its addresses', () => {
  const four = fc
    .tuple(fc.nat(0xdfff_ffff), fc.nat(5000))
    .map(([first, length]) => ({ first, last: Math.min(first + length, 0xffff_fffe) }));
  fc.assert(
    fc.property(four, fc.nat(5002), ({ first, last }, offset) => {
      const networks = new NetworkMap<string>();
      const range = readNetworkRange(`${text4(first)}-${text4(last)}`);
      if (!range) throw new Error('no range');
      networks.add(range, 'in');
      const number = first + offset - 1;
      if (number < 0 || number > 0xffff_ffff) return;
      const inside = number >= first && number <= last;
      expect(networks.find({ text: text4(number), v4: number })).toBe(inside ? 'in' : undefined);
    }),
  );
  const six = fc.tuple(
    fc.bigInt({ min: 1n << 125n, max: (1n << 126n) - 1n }),
    fc.integer({ min: 1, max: 128 }),
  );
  fc.assert(
    fc.property(six, ([address, length]) => {
      const networks = new NetworkMap<string>();
      const range = readNetworkRange(`${text6(address)}/${length}`);
      if (range?.family !== 6) throw new Error('no range');
      networks.add(range, 'in');
      const find = (number: bigint) => networks.find({ text: text6(number), v4: null });
      expect([find(address), find(range.first), find(range.last)]).toEqual(['in', 'in', 'in']);
      expect(find(range.last + 1n)).toBeUndefined();
    }),
  );
});

describe('what the list says counts over every database', () => {
  test('customers are named, own staff is dropped, what is no company is nobody', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'clearpane-own-'));
    const file = join(directory, 'own.csv');
    await writeFile(
      file,
      '86.128.0.0/16,Acme Castings,customer,acme.example\n132.185.0.0/17,Us,own_staff\n155.56.0.0/16,,not_a_company\n',
    );
    const organizations = await openOrganizations({ directory: 'dist/organizations', ownNetworks: file });
    expect(organizations.resolve('86.128.1.1')).toMatchObject({
      organization: { name: 'Acme Castings', domain: 'acme.example', confidence: 'high', kind: 'business' },
      eligible: true,
      excluded: null,
    });
    expect(organizations.resolve('132.185.10.1')).toMatchObject({
      organization: null,
      eligible: false,
      excluded: { reason: 'own_staff', drop: true },
    });
    expect(organizations.resolve('155.56.1.1')).toMatchObject({
      organization: null,
      networkKind: 'unknown',
      confidence: 'high',
    });
    await writeFile(file, 'nonsense');
    await organizations.refresh();
    expect(organizations.resolve('86.128.1.1').organization?.name).toBe('Acme Castings');
    expect(organizations.databases()[1]).toMatchObject({
      loaded: true,
      error: expect.stringContaining('no line'),
    });
    organizations.close();
    await rm(directory, { recursive: true });
  });
});
