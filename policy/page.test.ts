import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageTemplate, referrerHost } from './page.ts';

describe('page template', () => {
  test.each([
    ['/', '/'],
    ['/pricing', '/pricing'],
    ['/docs/getting-started/', '/docs/getting-started'],
    ['/blog/10-tips-for-2-teams', '/blog/10-tips-for-2-teams'],
    ['/orders/18', '/orders/:id'],
    ['/orders/20931/lines', '/orders/:id/lines'],
    ['/u/ada@example.org/files', '/u/:id/files'],
    ['/u/ada%40example.org', '/u/:id'],
    ['/s/550e8400-e29b-41d4-a716-446655440000', '/s/:id'],
    ['/t/9f86d081884c7d65', '/t/:id'],
    ['/reset/eyJhbGciOiJIUzI1NiJ9', '/reset/:id'],
    ['/ip/192.168.10.7', '/ip/:id'],
    ['/ip/2001:db8::1', '/ip/:id'],
    ['/from-203.0.113.77/x', '/:id/x'],
    ['/host/ip-203-0-113-77.example', '/host/:id'],
    ['/ip/fe80::1%25eth0', '/ip/:id'],
    ['/u/ada%2540example.org', '/u/:id'],
    ['/u/ada%252540example.org', '/u/:id'],
    ['/100%25-organic', '/100%-organic'],
    ['/tel/+44-20-79460958', '/tel/:id'],
    ['/a;jsessionid=1', '/:id'],
    ['/%E0%A4%A', '/:id'],
    ['/caf%C3%A9/men%C3%BC', '/café/menü'],
    ['/a%00b%1bc', '/abc'],
  ])('%s -> %s', (path, template) => expect(pageTemplate(path)).toBe(template));

  test('always a short, well-formed path without query, fragment, control character or e-mail address', () => {
    fc.assert(
      fc.property(fc.webPath({ size: 'large' }), fc.string({ unit: 'binary' }), (path, noise) => {
        const template = pageTemplate(`${path}/${noise.replaceAll(/[?#]/g, '')}`);
        expect(template.isWellFormed()).toBe(true);
        expect(template.length).toBeLessThanOrEqual(200);
        expect(template).toMatch(/^\/[^@\p{Cc}]*$/u);
      }),
    );
  });
});

test('referrer host', () => {
  expect(referrerHost('https://News.example/story?id=1', 'shop.example')).toBe('news.example');
  expect(referrerHost('https://shop.example/', 'Shop.example')).toBe('');
  expect(referrerHost('https://192.0.2.7/', 'shop.example')).toBe('');
  expect(referrerHost('https://[2001:db8::1]/', 'shop.example')).toBe('');
  expect(referrerHost('javascript:alert(1)', 'shop.example')).toBe('');
  expect(referrerHost('nonsense', 'shop.example')).toBe('');
});
