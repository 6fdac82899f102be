/// <reference lib="dom" />
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Permission } from '../policy/tracker-policy.ts';
import { BROWSER_MISSING, browserPath } from './support/browser.ts';
import type { ConsentSite } from './support/consent-site.ts';
import { startVisitedSite, type VisitedSite } from './support/visited-site.ts';

/** Recognition needs consent, and nothing else does. */
const MIXED: Permission[] = [2, 2, 2, 1];
const HOUR = 3_600_000;

/** Events that outlive their page, because the visitor let them. */
describe.skipIf(browserPath === undefined)(`the queue${browserPath ? '' : ` (${BROWSER_MISSING})`}`, () => {
  let visited: VisitedSite;
  let site: ConsentSite;
  let context: BrowserContext;
  let complaints: string[];

  beforeAll(async () => {
    visited = await startVisitedSite();
    ({ site } = visited);
  });
  afterAll(() => visited?.close());
  beforeEach(async () => {
    complaints = [];
    await visited.begin();
    ({ context } = visited);
    // A policy is kept for a minute by the browser; here it is asked for each time.
    await context.route(/\/s\//, (route) => route.continue());
    site.policy = { ...site.policy, p: MIXED, n: 'a'.repeat(64) };
  });
  afterEach(async () => {
    await visited.end();
    expect(complaints).toEqual([]);
  });

  /** A page without the script, where one can look at what is kept. */
  const bare = async (): Promise<Page> => {
    const page = await context.newPage();
    await page.route(/\/look$/, (route) => route.fulfill({ contentType: 'text/html', body: '<p>Look</p>' }));
    await page.goto(`${site.pages}/look`);
    return page;
  };
  const entriesOn = (page: Page): Promise<string[]> =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('clearpane_event_')));
  const kept = async (): Promise<number> => {
    const page = await bare();
    const entries = await entriesOn(page);
    await page.close();
    return entries.length;
  };
  const open = async (path: string): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(site.pages + path);
    return page;
  };
  /** A page whose visitor agrees to be recognized, and whose view the server has. */
  const agreed = async (path: string): Promise<Page> => {
    const page = await open(path);
    await page.evaluate(() => window.clearpane?.consent.give());
    await expect.poll(() => views(path)).toHaveLength(1);
    return page;
  };
  const look = (page: Page, base: string, count: number): Promise<unknown> =>
    page.evaluate(
      ([path, last]) => {
        for (let index = 0; index < last; index += 1) history.pushState(null, '', `${path}/${index}`);
      },
      [base, count] as const,
    );
  /** Ids of the views of a test that were acknowledged. */
  const views = (base: string): string[] =>
    site.taken.filter(({ page }) => page.startsWith(base)).map(({ id }) => id);
  const unreachable = () => {
    site.answer = () => null;
  };
  const reachable = () => {
    site.answer = () => 204;
  };

  test('no network, views, a closed page, a network, the next page: each view once, and nothing is left', async () => {
    const page = await agreed('/shut');
    unreachable();
    await look(page, '/shut', 30);
    expect(await entriesOn(page)).toHaveLength(30);
    await page.close();
    expect(await kept()).toBe(30);
    reachable();
    await open('/shut/next');
    await expect.poll(() => new Set(views('/shut')).size).toBe(32);
    await expect.poll(kept).toBe(0);
    expect(views('/shut')).toHaveLength(32);
  });

  test('thirty pages, each left as soon as it said something, and a network that fails in every way: nothing is lost', async () => {
    site.policy.b = [['engaged', 'scrolled'], [], []];
    const page = await agreed('/many');
    const answers = [503, null, 'unheard', 502, 204] as const;
    let asked = 0;
    site.answer = () => {
      asked += 1;
      return answers[asked % answers.length] ?? 204;
    };
    for (let index = 0; index < 30; index += 1) {
      const before = asked;
      await page.goto(`${site.pages}/many/${index}`);
      await expect.poll(() => asked).toBeGreaterThan(before);
    }
    reachable();
    await page.goto(`${site.pages}/many/last`);
    const pagesSeen = () =>
      new Set(site.taken.flatMap(({ page: path, name }) => (name === 'page_view' ? path : []))).size;
    await expect.poll(pagesSeen, { timeout: 20_000 }).toBe(32);
    await expect.poll(kept).toBe(0);
    // Whatever is sent again has its id, so that it counts once.
    const idsOf = (path: string) =>
      site.taken.filter((each) => each.page === path && each.name === 'page_view');
    for (const { page: path } of site.taken) expect(new Set(idsOf(path).map(({ id }) => id)).size).toBe(1);
  });

  test('an answer that comes after the page is gone, and is a no for now', async () => {
    const page = await agreed('/late');
    let refuse = () => {};
    site.answer = () =>
      new Promise((resolve) => {
        refuse = () => resolve(503);
      });
    const before = site.heard.length;
    await look(page, '/late', 1);
    await expect.poll(() => site.heard.length).toBeGreaterThan(before);
    await page.close();
    refuse();
    reachable();
    await open('/late/next');
    await expect.poll(() => new Set(views('/late')).size).toBe(3);
    await expect.poll(kept).toBe(0);
  });

  test.each([
    ['no answer', MIXED],
    ['a law that asks for none', [2, 2, 2, 2] as Permission[]],
  ])(
    '%s: nothing is kept, and what waits is gone with its page',
    async (_, permitted) => {
      site.policy.p = permitted;
      const page = await open('/none');
      await expect.poll(() => views('/none')).toHaveLength(1);
      unreachable();
      await look(page, '/none', 5);
      expect(await entriesOn(page)).toEqual([]);
      await page.close();
      expect(await kept()).toBe(0);
      reachable();
      await open('/none/next');
      await expect.poll(() => views('/none')).toHaveLength(2);
    },
    40_000,
  );

  test.each(['withdraw', 'object', 'forget'] as const)(
    '%s: what is kept goes with the answer, at once',
    async (way) => {
      const page = await agreed(`/${way}`);
      unreachable();
      await look(page, `/${way}`, 5);
      expect(await entriesOn(page)).toHaveLength(5);
      const left = await page.evaluate((name) => {
        const { clearpane } = window;
        void (name === 'withdraw' ? clearpane?.consent.withdraw() : clearpane?.[name]());
        return new Promise<string[]>((resolve) =>
          setTimeout(() => resolve(Object.keys(localStorage).filter((each) => each.includes('event'))), 100),
        );
      }, way);
      expect(left).toEqual([]);
      await look(page, `/${way}/after`, 3);
      expect(await entriesOn(page)).toEqual([]);
    },
    40_000,
  );

  test.each<[string, Partial<ConsentSite['policy']>, signal?: true]>([
    ['a policy that permits nothing any more', { p: [0, 0, 0, 0] }],
    ['another notice', { n: 'b'.repeat(64) }],
    ['a signal of the browser', {}, true],
  ])(
    '%s: the next page removes what is kept, and does not send it',
    async (_, changes, signal) => {
      const page = await agreed('/changed');
      unreachable();
      await look(page, '/changed', 5);
      await page.close();
      expect(await kept()).toBe(5);
      reachable();
      Object.assign(site.policy, changes);
      if (signal)
        await context.addInitScript(() =>
          Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
        );
      await open('/changed/next');
      await expect.poll(kept).toBe(0);
      expect(site.taken.filter(({ page: path }) => /^\/changed\/\d/.test(path))).toEqual([]);
    },
    40_000,
  );

  test('two pages at once: neither writes over the other, and none of their views is lost', async () => {
    const first = await agreed('/two');
    const second = await open('/two/second');
    await expect.poll(() => views('/two')).toHaveLength(2);
    unreachable();
    await Promise.all([look(first, '/two/a', 20), look(second, '/two/b', 20)]);
    // What one writes, the other sees a moment later.
    await expect.poll(() => entriesOn(first)).toHaveLength(40);
    reachable();
    // A third one takes over what the two go on trying.
    const third = await open('/two/third');
    await expect.poll(() => new Set(views('/two')).size).toBe(43);
    await expect.poll(() => entriesOn(third)).toEqual([]);
    await Promise.all([first.close(), second.close()]);
    expect(await kept()).toBe(0);
  });

  test('bounds: a hundred entries, and sixty-four thousand characters', async () => {
    const page = await agreed('/bounds');
    unreachable();
    await look(page, '/bounds', 130);
    expect(await entriesOn(page)).toHaveLength(100);
    await page.evaluate(() => localStorage.clear());
    await page.close();
    reachable();
    const other = await agreed('/long');
    unreachable();
    await look(other, `/long/${'x'.repeat(1900)}`, 50);
    const size = await other.evaluate(() =>
      Object.entries(localStorage)
        .filter(([name]) => name.startsWith('clearpane_event_'))
        .reduce((sum, [, text]) => sum + String(text).length, 0),
    );
    expect(size).toBeGreaterThan(58_000);
    expect(size).toBeLessThanOrEqual(64_000);
  });

  test('what is too old, from a clock that is wrong, or no event is removed and not sent', async () => {
    const page = await agreed('/old');
    await page.close();
    const editor = await bare();
    await editor.evaluate((hour) => {
      const { origin } = location;
      const event = {
        id: 'old-enough-1',
        name: 'page_view',
        url: `${origin}/old/x`,
        referrer: '',
        time: Date.now(),
      };
      const keep = (id: string, changes: object) =>
        localStorage.setItem(`clearpane_event_${id}`, JSON.stringify({ ...event, id, ...changes }));
      keep('young-one', { time: Date.now() - 23 * hour });
      keep('aged-one', { time: Date.now() - 25 * hour });
      keep('future-one', { time: Date.now() + 25 * hour });
      keep('timeless-one', { time: 'now' });
      keep('foreign-one', { url: 'http://elsewhere.example/old' });
      keep('no-address', { url: 7 });
      localStorage.setItem('clearpane_event_other-id', JSON.stringify(event));
      localStorage.setItem('clearpane_event_no-json', '{');
    }, HOUR);
    await editor.close();
    await open('/old/next');
    await expect.poll(kept).toBe(0);
    expect(views('/old')).toHaveLength(3);
    expect(views('/old')).toContain('young-one');
  });

  test('what is left behind keeps its own campaign', async () => {
    site.policy.b = [[], [], ['^spring$']];
    const page = await agreed('/campaign');
    unreachable();
    await look(page, '/campaign', 1);
    await page.close();
    expect(await kept()).toBe(1);
    reachable();
    site.heard = [];
    await open('/campaign/0?utm_campaign=spring');
    await expect.poll(() => new Set(views('/campaign')).size).toBe(3);
    const told = site.heard
      .flatMap(({ body }) => (body.events ?? []) as { url: string; c?: string; time: number }[])
      .filter(({ url }) => url.endsWith('/campaign/0'))
      .sort((a, b) => a.time - b.time);
    expect([told[0]?.c, told.at(-1)?.c]).toEqual(['', 'spring']);
  });

  test('where the device keeps nothing, nothing throws and views are sent', async () => {
    await context.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    const page = await agreed('/full');
    await look(page, '/full', 5);
    await expect.poll(() => views('/full')).toHaveLength(6);
    expect(await entriesOn(page)).toEqual([]);
  });
});
