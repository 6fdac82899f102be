/// <reference lib="dom" />
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BROWSER_MISSING, browserPath } from '../support/browser.ts';
import { emptyDirectory } from '../support/product.ts';
import { BEHAVIOUR, VIEWS } from './real-ingest.ts';
import { pageOf } from './shop.ts';
import { namesAdded, startWatchedSite, type WatchedSite } from './watched-site.ts';

/** Pages within pages, pages without an address, and pages that may do little. */
describe.skipIf(browserPath === undefined)(`places${browserPath ? '' : ` (${BROWSER_MISSING})`}`, () => {
  let site: WatchedSite;

  beforeAll(async () => {
    site = await startWatchedSite();
  });
  afterAll(() => site?.close());
  beforeEach(() => site.begin());
  afterEach(() => site.end());

  const frame = (name: string) => site.page.frameLocator(`#${name}`).locator('h1').waitFor();

  test('a page and a frame in it, both with the tag: each for itself, once', async () => {
    site.shop.answer = (path) => ({
      html: pageOf(
        `${site.tag()}${site.tag()}`,
        path === '/page' ? '<iframe id="within" src="/within"></iframe>' : '<h1>Within</h1>',
      ),
    });
    await site.open('/page');
    await frame('within');
    await site.views('/page', '/within');
    const within = site.page.frames()[1];
    await within?.evaluate(() => history.pushState(null, '', '/within/two'));
    await site.views('/page', '/within', '/within/two');
  });

  test('a frame without the tag, of the same site and of another: nothing of it', async () => {
    const other = site.shop.origin.replace('www.shop', 'other');
    site.shop.answer = (path) => ({
      html: pageOf(
        path === '/page' ? site.tag() : '',
        path === '/page'
          ? `<iframe id="same" src="/same"></iframe><iframe id="other" src="${other}/other"></iframe>`
          : '<h1>Within</h1>',
      ),
    });
    await site.open('/page');
    await frame('same');
    await frame('other');
    await site.views('/page');
  });

  test('on a page of somebody else that shows the site in a frame: the page of the site, and nothing of theirs', async () => {
    const other = site.shop.origin.replace('www.shop', 'other');
    site.shop.answer = (path) => ({
      html: pageOf(
        path === '/theirs' ? '' : site.tag(),
        path === '/theirs' ? `<iframe id="ours" src="${site.shop.origin}/ours"></iframe>` : '<h1>Ours</h1>',
      ),
    });
    await site.page.goto(`${other}/theirs`);
    await frame('ours');
    await site.views('/ours');
    expect((await site.ingest.arrived())[0]?.referrer).toBe('other.localhost');
  });

  test.each([
    ['srcdoc', (tag: string) => `srcdoc='${pageOf(tag, '<h1>In it</h1>')}'`],
    ['data:', (tag: string) => `src="data:text/html,${encodeURIComponent(pageOf(tag, '<h1>In it</h1>'))}"`],
  ])('a frame without an address of its own (%s): nothing is sent', async (_, attributes) => {
    site.shop.answer = () => ({
      html: pageOf('', `<iframe id="within" ${attributes(site.tag())}></iframe>`),
    });
    await site.open('/page');
    await frame('within');
    await site.views();
    expect(site.ingest.requests).toBe(0);
  });

  test('a frame in a sandbox, which has no origin: refused, and nobody is told', async () => {
    site.shop.answer = (path) => ({
      html:
        path === '/page'
          ? pageOf('', '<iframe id="within" src="/sandboxed" sandbox="allow-scripts"></iframe>')
          : pageOf(site.tag(), '<h1>In it</h1>'),
    });
    await site.open('/page');
    await frame('within');
    await expect.poll(() => site.ingest.requests).toBe(1);
    await site.views();
  });

  test('about:blank that its page fills: nothing is sent', async () => {
    site.shop.answer = () => ({ html: pageOf('', '<iframe id="within"></iframe>') });
    await site.open('/page');
    await site.page.evaluate(
      ([src, key]) =>
        new Promise((done) => {
          const within = document.querySelector('iframe')?.contentDocument;
          const script = Object.assign(document.createElement('script'), {
            src,
            onload: done,
            onerror: done,
          });
          script.dataset.site = key;
          within?.head.append(script);
        }),
      [`${site.ingest.origin}${site.ingest.script.path}`, VIEWS] as const,
    );
    const blank = site.page.frames()[1];
    expect(await blank?.evaluate(() => [location.href, typeof window.clearpane])).toEqual([
      'about:blank',
      'object',
    ]);
    await blank?.evaluate(() => window.clearpane?.pageview());
    await site.views();
    expect(site.ingest.requests).toBe(0);
  });

  test('a window that its page writes has the address of that page: a view of it', async () => {
    site.shop.answer = () => ({ html: pageOf('') });
    await site.open('/page');
    await Promise.all([
      site.context.waitForEvent('page'),
      site.page.evaluate((tag) => {
        const opened = window.open('about:blank');
        opened?.document.write(`<!doctype html>${tag}<h1>Blank</h1>`);
        opened?.document.close();
      }, site.tag()),
    ]);
    await site.views('/page');
  });

  test('a file: nothing is sent', async () => {
    const folder = await emptyDirectory();
    const file = join(folder.path, 'page.html');
    await writeFile(file, pageOf(site.tag(), '<h1>File</h1>'));
    await site.page.goto(pathToFileURL(file).href);
    await site.page.waitForFunction(() => window.clearpane !== undefined);
    await site.views();
    expect(site.ingest.requests).toBe(0);
    await folder.remove();
  });

  describe('a strict Content Security Policy', () => {
    const policy = (more = ''): Record<string, string> => ({
      'content-security-policy': `default-src 'none'; img-src data:; script-src ${more || site.ingest.origin}; connect-src ${site.ingest.origin}`,
    });
    const leave = async (): Promise<void> => {
      await site.page.click('#away');
      await site.page.waitForURL('**/away');
    };
    const body = '<h1>Shop</h1><a id="away" href="/away">Away</a>';

    test('with the address of ingest in it: views', async () => {
      site.shop.answer = () => ({ html: pageOf(site.tag(), body), headers: policy() });
      await site.open('/page');
      await leave();
      await site.views('/page', '/away');
      expect(await namesAdded(site)).toEqual(['clearpane']);
    });

    test('with the address of ingest, a pinned tag and the part for behaviour', async () => {
      site.shop.answer = () => ({ html: pageOf(site.pinnedTag('', BEHAVIOUR), body), headers: policy() });
      await site.open('/page');
      await site.page.waitForFunction(() => document.querySelectorAll('script').length > 1);
      await site.views('/page');
      await site.page.evaluate(() => window.clearpane?.event('quote_asked', { product: 'freezer' }));
      await site.counted('event', '/page');
      expect(await namesAdded(site)).toEqual(['clearpane']);
    });

    test('with a nonce, which the part for behaviour gets as well', async () => {
      site.shop.answer = () => ({
        html: pageOf(site.tag('nonce="r4nd0m"', BEHAVIOUR), body),
        headers: policy("'nonce-r4nd0m'"),
      });
      await site.open('/page');
      await site.views('/page');
      await site.page.evaluate(() => window.clearpane?.event('quote_asked'));
      await site.counted('event', '/page');
    });

    test('that enforces Trusted Types: no part can be loaded, and views go without it', async () => {
      const strict = "require-trusted-types-for 'script'; trusted-types 'none'";
      site.shop.answer = () => ({
        html: pageOf(site.tag('', BEHAVIOUR), body),
        headers: { 'content-security-policy': `${policy()['content-security-policy']}; ${strict}` },
      });
      await site.open('/page');
      await site.views('/page');
      await leave();
      await site.views('/page', '/away');
      // The browser says what its policy did; nothing is thrown.
      expect(site.quiet.complaints.splice(0).filter((each) => !/^This document requires/.test(each))).toEqual(
        [],
      );
    });

    test('that lets nothing be sent: the page does not notice', async () => {
      site.shop.answer = () => ({
        html: pageOf(site.tag(), body),
        headers: {
          'content-security-policy': `default-src 'none'; img-src data:; script-src ${site.ingest.origin}`,
        },
      });
      await site.open('/page');
      await site.page.waitForFunction(() => window.clearpane !== undefined);
      await expect.poll(() => site.quiet.complaints.length).toBeGreaterThan(0);
      // The browser says what its policy did.
      expect(site.quiet.complaints.splice(0).every((each) => /Content Security Policy/.test(each))).toBe(
        true,
      );
      await site.views();
    });

    test('with an integrity value of another version: nothing runs, and nothing is sent', async () => {
      const wrong = site.pinnedTag().replace(/sha384-\S{8}/, 'sha384-AAAAAAAA');
      site.shop.answer = () => ({ html: pageOf(wrong, body), headers: policy() });
      await site.open('/page');
      await expect.poll(() => site.quiet.complaints.length).toBeGreaterThan(0);
      expect(site.quiet.complaints.splice(0).every((each) => /integrity/.test(each))).toBe(true);
      expect(await site.page.evaluate(() => window.clearpane)).toBeUndefined();
      await site.views();
    });
  });

  test('storage and cookies blocked by the browser: views, and nothing thrown', async () => {
    // As Chromium does it with all cookies blocked: whoever asks is answered by an error.
    await site.page.addInitScript(() => {
      const denied = (): never => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'])
        Object.defineProperty(window, name, { get: denied });
      Object.defineProperty(Document.prototype, 'cookie', { get: denied, set: denied });
    });
    site.shop.answer = () => ({ html: pageOf(site.tag('', BEHAVIOUR)) });
    await site.open('/one');
    await site.page.evaluate(() => {
      history.pushState(null, '', '/two');
      window.clearpane?.event('quote_asked');
    });
    await site.views('/one', '/two');
    await site.counted('event', '/two');
  });
});
