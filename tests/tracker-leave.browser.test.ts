/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BROWSER_MISSING, browserPath } from './support/browser.ts';
import { type ConsentSite, pinnedTag } from './support/consent-site.ts';
import { startVisitedSite, type VisitedSite } from './support/visited-site.ts';

/** The tracker tries again after a second at the earliest: here it never does by itself. */
const NO_OTHER_TRY = `{
  const real = window.setTimeout;
  window.setTimeout = (work, wait) => (wait < 1000 ? real(work, wait) : 0);
}`;

/**
 * What becomes of events when a page is left. The network is a real one: a request that outlives its page is finished by
 * the browser, past whatever stands in for the network within a page.
 */
describe.skipIf(browserPath === undefined)(`leaving${browserPath ? '' : ` (${BROWSER_MISSING})`}`, () => {
  let visited: VisitedSite;
  let site: ConsentSite;
  let page: Page;

  beforeAll(async () => {
    visited = await startVisitedSite();
    ({ site } = visited);
  });
  afterAll(() => visited?.close());
  beforeEach(async () => {
    await visited.begin();
    ({ page } = visited);
  });
  afterEach(() => visited.end());

  const asked = () => site.heard.filter(({ path }) => path === '/v1/events').length;
  /** Pages of the views that were acknowledged. Each test has its own, so that nothing of another one is among them. */
  const taken = (of: string) =>
    site.taken.map(({ page: path }) => path).filter((path) => path.startsWith(of));
  /** Opens a page whose view has to wait for another try. */
  const openRefused = async (path: string, status: number | null = 503): Promise<void> => {
    site.answer = () => status;
    const isTold = (heard: { url(): string }) => heard.url().endsWith('/v1/events');
    const refused = Promise.race([
      page.waitForEvent('response', isTold),
      page.waitForEvent('requestfailed', isTold),
    ]);
    await page.goto(site.pages + path);
    await refused;
    site.answer = () => 204;
  };
  const ways: [how: string, leave: () => Promise<unknown>][] = [
    ['for another site', () => page.goto(`${site.ingest}/privacy`)],
    ['for an empty page', () => page.goto('about:blank')],
    ['by closing it', () => page.close()],
  ];

  for (const [way, [how, leave]] of ways.entries())
    for (const status of [503, null])
      test(`${how}: what waits for another try, after ${status ?? 'a broken connection'}, is sent`, async () => {
        await openRefused(`/left-${way}-${status}`, status);
        await leave();
        await expect.poll(() => taken('/left')).toEqual([`/left-${way}-${status}`]);
      });

  test('all that waits is sent, not only as much as a request holds', async () => {
    // What is on its way when the page is closed, and is refused after that, is lost.
    await page.addInitScript(NO_OTHER_TRY);
    await openRefused('/much');
    site.answer = () => 503;
    await page.evaluate(() => {
      for (let index = 0; index < 100; index += 1) history.pushState(null, '', `/much/${index}`);
    });
    site.answer = () => 204;
    await page.close();
    await expect.poll(() => new Set(taken('/much')).size).toBe(101);
    expect(taken('/much')).toHaveLength(101);
  });

  test('a page that is hidden may never come back: what waits is sent', async () => {
    await page.addInitScript(NO_OTHER_TRY);
    await openRefused('/hidden');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
    await expect.poll(() => taken('/hidden')).toEqual(['/hidden']);
  });

  test('left before the part for behaviour is there: the view goes without what it would add', async () => {
    site.policy.b = [['engaged'], [], ['^spring$']];
    let loads = false;
    await page.route(/\/consent\//, () => {
      loads = true;
    });
    await page.goto(`${site.pages}/early?utm_campaign=spring`, { waitUntil: 'commit' });
    await expect.poll(() => loads).toBe(true);
    expect(asked()).toBe(0);
    await page.goto('about:blank');
    await expect.poll(() => taken('/early')).toEqual(['/early']);
  });

  test('what waits for an answer dies with the page', async () => {
    site.policy.p = [1, 1, 1, 1];
    await page.goto(`${site.pages}/unasked`);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
    await page.goto(`${site.pages}/unasked/next`);
    await page.close();
    await visited.anotherVisitor();
    ({ page } = visited);
    site.policy.p = [2, 2, 2, 0];
    await page.goto(`${site.pages}/unasked/other`);
    await expect.poll(() => taken('/unasked')).toEqual(['/unasked/other']);
  });

  test('the tag that pins its version does the same', async () => {
    site.head = pinnedTag(site);
    await openRefused('/pinned');
    await page.goto('about:blank');
    await expect.poll(() => taken('/pinned')).toEqual(['/pinned']);
  });
});
