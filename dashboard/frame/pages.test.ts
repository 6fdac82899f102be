import { describe, expect, test } from 'vitest';
import { homeOf, pageAt, pagesFor } from './pages.ts';

const paths = (role: Parameters<typeof pagesFor>[0]) => pagesFor(role).map((page) => page.path);

describe('what a role sees', () => {
  test('sales sees organizations, and privacy to read', () => {
    expect(paths('sales')).toEqual([
      ...['/now', '/windows', '/organizations', '/accounts', '/requests', '/pages'],
      ...['/rules', '/topics', '/worth', '/held-back', '/my-alerts', '/channels', '/privacy'],
    ]);
  });
  test('a privacy officer sees no organization', () => {
    expect(paths('privacy_officer')).toEqual([
      ...['/requests', '/pages', '/rules', '/topics', '/privacy', '/sites', '/install'],
    ]);
  });
  test('people and keys are the owner’s', () => {
    expect(paths('owner')).toContain('/people');
  });
  test('everybody has a home', () => {
    expect([homeOf('owner'), homeOf('sales'), homeOf('privacy_officer')]).toEqual([
      '/now',
      '/now',
      '/privacy',
    ]);
  });
});

test('an address below a page belongs to it, one that only begins alike does not', () => {
  expect(pageAt('/organizations/12')?.path).toBe('/organizations');
  expect(pageAt('/organizations-old')).toBeUndefined();
});
