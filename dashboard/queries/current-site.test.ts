import { expect, test } from 'vitest';
import type { Site } from '../../api/contract.ts';
import { chosenSite } from './current-site.tsx';

const site = (id: number, demo = false): Site => ({
  id,
  key: `cp_${id}`,
  name: `Site ${id}`,
  domains: ['example.org'],
  demo,
  createdAt: '2026-11-24T10:00:00.000Z',
});

test('the address decides; without it, a site of one’s own comes before the demo', () => {
  const sites = [site(1, true), site(2), site(3)];
  expect(chosenSite(sites, '3')?.id).toBe(3);
  expect(chosenSite(sites, '1')?.id).toBe(1);
  expect(chosenSite(sites, null)?.id).toBe(2);
  expect(chosenSite(sites, '99')?.id).toBe(2);
  expect(chosenSite([site(1, true)], null)?.id).toBe(1);
  expect(chosenSite([], null)).toBeNull();
});
