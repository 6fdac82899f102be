/// <reference lib="dom" />
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BROWSER_MISSING, browserPath } from '../support/browser.ts';
import { bundle } from './bundle.ts';
import { pageOf } from './shop.ts';
import { namesAdded, startWatchedSite, type WatchedSite } from './watched-site.ts';

/** Sites as people build them: each view arrives once, whoever changes the address. */
describe.skipIf(browserPath === undefined)(`sites${browserPath ? '' : ` (${BROWSER_MISSING})`}`, () => {
  let site: WatchedSite;
  const apps = new Map<string, string>();

  beforeAll(async () => {
    site = await startWatchedSite();
    for (const name of ['react-router', 'vue-router', 'turbo']) apps.set(name, await bundle(name));
  });
  afterAll(() => site?.close());
  beforeEach(() => site.begin());
  afterEach(() => site.end());

  /** Every path is the page of an application, with its script. */
  const application = (name: string, attributes = ''): void => {
    site.shop.answer = (path) =>
      path === '/app.js'
        ? { script: apps.get(name) ?? '' }
        : { html: pageOf(`${site.tag(attributes)}<script defer src="/app.js"></script>`) };
  };
  /** Presses a link of the application, and waits until its page is there. */
  const press = async (id: string, title: string): Promise<void> => {
    await site.page.click(`#${id}`);
    await site.page.waitForFunction((shown) => document.title === shown, title);
  };

  test('plain HTML: each page that is loaded', async () => {
    site.shop.answer = (path) => ({
      html: pageOf(
        site.tag(),
        `<a id="on" href="${path}on?who=ann#here">On</a><a id="here" href="#there">Here</a>`,
      ),
    });
    await site.open('/');
    await site.page.click('#here');
    await site.page.click('#on');
    await site.page.waitForURL('**/on?*');
    await site.page.click('#on');
    await site.page.waitForURL('**/onon?*');
    await site.page.reload();
    await site.views('/', '/on', '/onon', '/onon');
    expect(await namesAdded(site)).toEqual(['clearpane']);
  });

  test('React Router: links, back, what a redirect passes through, a query never', async () => {
    application('react-router');
    await site.open('/');
    await press('to-pricing', 'Pricing');
    await press('to-old', 'New');
    await press('to-team', 'Team');
    await site.page.click('#sort');
    await site.page.waitForURL('**/team?sort=price');
    await site.page.goBack();
    await site.page.goBack();
    await site.page.waitForFunction(() => document.title === 'New');
    await site.views('/', '/pricing', '/old', '/new', '/team', '/new');
    expect(await namesAdded(site)).toEqual(['clearpane']);
  });

  test('Vue Router: links, back, a redirect, what a guard refused', async () => {
    application('vue-router');
    await site.open('/');
    await press('to-pricing', 'Pricing');
    await press('to-old', 'New');
    await site.page.click('#to-secret');
    await press('to-team', 'Team');
    await press('to-pricing-sort-price', 'Pricing');
    await site.page.goBack();
    await site.page.waitForFunction(() => document.title === 'Team');
    await site.views('/', '/pricing', '/new', '/team', '/pricing', '/team');
    expect(await namesAdded(site)).toEqual(['clearpane']);
  });

  test('hash routing: each page in the fragment, where the tag says so', async () => {
    application('vue-router', 'data-hash');
    const inner = site.shop.answer;
    site.shop.answer = (path, headers) => {
      const { html, ...rest } = inner(path, headers);
      return html ? { html: html.replace('<html', '<html data-hash') } : rest;
    };
    await site.open('/app/');
    await press('to-pricing', 'Pricing');
    await press('to-old', 'New');
    await press('to-pricing-sort-price', 'Pricing');
    await site.page.goBack();
    await site.page.waitForFunction(() => document.title === 'New');
    await site.views('/app', '/app/pricing', '/app/new', '/app/pricing', '/app/new');
  });

  test('Turbo: pages that are exchanged, shown from its memory and renewed', async () => {
    site.shop.answer = (path) =>
      path === '/app.js'
        ? { script: apps.get('turbo') ?? '' }
        : {
            html: pageOf(
              `${site.tag()}<script defer src="/app.js"></script>`,
              `<h1>${path}</h1><a id="on" href="${path}on">On</a><a id="home" href="/">Home</a>
               <a id="frame" href="/part" data-turbo-frame="part">Part</a><turbo-frame id="part">${path}</turbo-frame>`,
            ),
          };
    const shown = (path: string) =>
      site.page.waitForFunction((of) => document.querySelector('h1')?.textContent === of, path);
    await site.open('/');
    // Fetched ahead under the pointer: that is no view.
    await site.page.hover('#on');
    await site.page.click('#on');
    await shown('/on');
    await site.page.click('#on');
    await shown('/onon');
    await site.page.click('#home');
    await shown('/');
    await site.page.goBack();
    await shown('/onon');
    // A part of the page is no page.
    await site.page.click('#frame');
    await site.page.waitForFunction(() => document.querySelector('turbo-frame')?.textContent === '/part');
    await site.views('/', '/on', '/onon', '/', '/onon');
    expect(await namesAdded(site)).toEqual(['clearpane']);
  });

  test('a title that changes, and the same address again, are no other page', async () => {
    site.shop.answer = () => ({ html: pageOf(site.tag()) });
    await site.open('/one');
    await site.page.evaluate(() => {
      document.title = 'Two offers';
      history.replaceState({ seen: 1 }, '', location.href);
      history.pushState(null, '', '?tab=2');
      history.pushState(null, '', '/two');
      document.title = 'Another page';
    });
    await site.views('/one', '/two');
  });
});
