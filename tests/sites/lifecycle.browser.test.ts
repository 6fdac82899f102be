/// <reference lib="dom" />
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LogUnavailableError } from '../../infra/log/log.ts';
import { BROWSER_MISSING, browserPath } from '../support/browser.ts';
import { pageOf } from './shop.ts';
import { openUndriven } from './undriven-browser.ts';
import { startWatchedSite, type WatchedSite } from './watched-site.ts';

/** What browsers and networks do with a page between its first byte and its end. */
describe.skipIf(browserPath === undefined)(
  `lives of a page${browserPath ? '' : ` (${BROWSER_MISSING})`}`,
  () => {
    let site: WatchedSite;

    beforeAll(async () => {
      site = await startWatchedSite();
    });
    afterAll(() => site?.close());
    beforeEach(async () => {
      await site.begin();
      site.shop.answer = (path) => ({
        html: pageOf(site.tag(), `<h1>${path}</h1><a id="on" href="/on">On</a>`),
      });
    });
    afterEach(() => site.end());

    test('back from the memory of the browser: another view, from the same page', async () => {
      await site.open('/first');
      await site.page.evaluate(() => Object.assign(document.body.dataset, { kept: 'yes' }));
      await site.views('/first');
      await site.page.click('#on');
      await site.page.waitForURL('**/on');
      await site.views('/first', '/on');
      await site.page.goBack({ waitUntil: 'commit' });
      // Not loaded again: what was put there is there.
      await site.page.waitForFunction(() => document.body.dataset.kept === 'yes');
      await site.views('/first', '/on', '/first');
    });

    test('rendered ahead: a view when somebody sees it, and none before', async () => {
      const rules = { prerender: [{ source: 'list', urls: ['/next', '/never'], eagerness: 'immediate' }] };
      const ahead = `<script type="speculationrules">${JSON.stringify(rules)}</script><script>
      (async () => {
        while (await (await fetch('/go')).text() !== 'go') await new Promise((done) => setTimeout(done, 50));
        location.href = '/next';
      })();</script>`;
      const tell = `<script>
      addEventListener('load', () =>
        fetch(['/ran' + location.pathname, document.prerendering, typeof clearpane].join('/')));
      document.addEventListener('prerenderingchange', () => fetch('/seen' + location.pathname));</script>`;
      const asked = new Set<string>();
      let go = '';
      site.shop.answer = (path) => {
        asked.add(path);
        return path === '/go'
          ? { script: go }
          : { html: pageOf(site.tag() + (path === '/first' ? ahead : tell)) };
      };
      const end = await openUndriven('chromium', `${site.shop.origin}/first`);
      try {
        // Both are there, with all that their scripts do.
        await expect
          .poll(() => [...asked], { timeout: 30_000 })
          .toEqual(expect.arrayContaining(['/ran/next/true/object', '/ran/never/true/object']));
        await site.views('/first');
        go = 'go';
        await expect.poll(() => [...asked]).toContain('/seen/next');
        await site.views('/first', '/next');
        expect(asked).not.toContain('/seen/never');
      } finally {
        await end();
      }
    });

    test('a tab that is duplicated: a view of its own, with an id of its own', async () => {
      await site.open('/first');
      await site.views('/first');
      const [copy] = await Promise.all([
        site.context.waitForEvent('page'),
        // What a browser does: the same address, with a copy of the session.
        site.page.evaluate(() => void window.open(location.href)),
      ]);
      await copy.waitForLoadState();
      await site.views('/first', '/first');
    });

    test('opened behind another tab, and looked at later: one view', async () => {
      await site.open('/first');
      const other = await site.another();
      await other.goto(`${site.shop.origin}/second`);
      await other.bringToFront();
      await site.page.bringToFront();
      await site.views('/first', '/second');
    });

    test('offline and back: what was seen meanwhile arrives, once', async () => {
      await site.open('/first');
      await site.views('/first');
      const { complaints } = site.quiet;
      await site.context.setOffline(true);
      await site.page.evaluate(() => {
        for (const path of ['/a', '/b', '/c']) history.pushState(null, '', path);
      });
      await expect.poll(() => complaints.length).toBeGreaterThan(0);
      expect((await site.ingest.arrived()).length).toBe(1);
      await site.context.setOffline(false);
      await site.views('/first', '/a', '/b', '/c');
      // The browser itself says that it is offline; the script says nothing.
      expect(complaints.splice(0).every((each) => /ERR_INTERNET_DISCONNECTED/.test(each))).toBe(true);
    });

    test('an ingest that takes five seconds: the page waits for nothing, nothing is sent twice', async () => {
      let slow = 1;
      site.ingest.disk = async () => {
        if (slow-- > 0) await delay(5000);
      };
      await site.open('/first');
      const began = Date.now();
      await site.page.evaluate(() => {
        for (const path of ['/a', '/b', '/c']) history.pushState(null, '', path);
      });
      await site.page.click('#on');
      await site.page.waitForURL('**/on');
      expect(Date.now() - began).toBeLessThan(4000);
      await site.views('/first', '/a', '/b', '/c', '/on');
    });

    test('a storm of 503, each with Retry-After: one request at a time, and then everything once', async () => {
      const at: number[] = [];
      site.ingest.disk = async () => {
        at.push(Date.now());
        if (at.length <= 3) throw new LogUnavailableError('The disk is full.');
      };
      await site.open('/first');
      await site.page.evaluate(() => {
        for (const path of ['/a', '/b', '/c']) history.pushState(null, '', path);
      });
      await site.views('/first', '/a', '/b', '/c');
      expect(site.ingest.requests).toBe(at.length);
      // As long as the server asks, or longer.
      expect(
        Math.min(...at.slice(1, 4).map((time, index) => time - (at[index] ?? 0))),
      ).toBeGreaterThanOrEqual(2000);
      expect(site.ingest.refused().splice(0)).toEqual([503, 503, 503]);
      // The browser tells of each answer; the script does not.
      expect(site.quiet.complaints.splice(0).every((each) => /503/.test(each))).toBe(true);
    });
  },
);
