/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BEHAVIOURS } from '../policy/behaviour.ts';
import type { TrackerPolicy } from '../policy/tracker-policy.ts';
import { BROWSER_MISSING, browserPath } from './support/browser.ts';
import { type ConsentSite, tag } from './support/consent-site.ts';
import type { QuietPage } from './support/quiet-page.ts';
import { startVisitedSite, type VisitedSite } from './support/visited-site.ts';

const EVERYTHING: TrackerPolicy['b'] = [[...BEHAVIOURS], ['signup plan seats'], ['^(?:spring-[^/]*)$']];

interface Sent {
  id: string;
  name: string;
  url: string;
  detail?: string;
  reached?: number;
  before?: number;
  properties?: object;
  topic?: string;
  c?: string;
}

describe.skipIf(browserPath === undefined)(`behaviour${browserPath ? '' : ` (${BROWSER_MISSING})`}`, () => {
  let visited: VisitedSite;
  let site: ConsentSite;
  let page: Page;
  let quiet: QuietPage;

  beforeAll(async () => {
    visited = await startVisitedSite();
    ({ site } = visited);
  });
  afterAll(() => visited?.close());
  beforeEach(async () => {
    await visited.begin();
    ({ page, quiet } = visited);
    site.policy.b = EVERYTHING;
  });
  afterEach(() => visited.end());

  const open = async (path = '/'): Promise<void> => {
    await page.goto(site.pages + path);
    await quiet.settled();
  };
  /** Each once, as the server counts: what is on its way when a page goes may be sent again, with its id. */
  const sent = (): Sent[] => {
    const events = site.heard
      .filter(({ path }) => path === '/v1/events')
      .flatMap(({ body }) => body.events as Sent[]);
    return events.filter(({ id }, index) => events.findIndex((other) => other.id === id) === index);
  };
  const counted = (name: string): Sent[] => sent().filter((event) => event.name === name);
  const heard = (name: string, times = 1) => expect.poll(() => counted(name).length).toBe(times);
  const path = ({ url }: Sent): string => new URL(url).pathname;
  /** Time that the page believes has passed. */
  const pass = (seconds: number) =>
    page.evaluate((by) => {
      const real = performance.now.bind(performance);
      performance.now = () => real() + by * 1000;
    }, seconds);
  /** As when another tab is chosen, for the page's own eyes. */
  const hide = () =>
    page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  const show = () =>
    page.evaluate(() => {
      Reflect.deleteProperty(document, 'visibilityState');
      document.dispatchEvent(new Event('visibilitychange'));
    });

  test('is not loaded where the policy counts views only', async () => {
    delete site.policy.b;
    await open();
    expect(quiet.requests.filter((each) => each.includes('/consent/'))).toEqual([]);
    expect(sent().map(({ name }) => name)).toEqual(['page_view']);
  });

  test('leaves nothing on the device, and asks for one file more', async () => {
    await open();
    await page.evaluate(() => window.dispatchEvent(new Event('scroll')));
    await open('/next');
    expect(quiet.requests.filter((each) => each.includes('/consent/')).length).toBeLessThanOrEqual(2);
    expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
      '',
      0,
      0,
    ]);
  });

  describe('time looked at', () => {
    test('visible and focused only; told when the page is hidden, and again when more was reached', async () => {
      await open();
      await pass(40);
      await hide();
      await heard('engaged');
      expect(counted('engaged')).toMatchObject([{ reached: 30, before: 0 }]);
      // Nobody looks.
      await pass(500);
      await show();
      await hide();
      expect(counted('engaged')).toHaveLength(1);
      await show();
      await pass(30);
      await hide();
      await heard('engaged', 2);
      expect(counted('engaged')[1]).toMatchObject({ reached: 60, before: 30 });
    });

    test('belongs to the page that was left', async () => {
      await open('/one');
      await pass(12);
      await page.evaluate(() => history.pushState(null, '', '/two'));
      await pass(200);
      await page.goto(`${site.pages}/three`);
      await heard('engaged', 2);
      expect(counted('engaged').map((each) => [path(each), each.reached])).toEqual([
        ['/one', 10],
        ['/two', 180],
      ]);
    });

    test('without the focus there is none', async () => {
      await page.addInitScript(() => {
        document.hasFocus = () => false;
      });
      await open();
      await pass(100);
      await open('/next');
      expect(counted('engaged')).toEqual([]);
    });
  });

  describe('depth of scrolling', () => {
    const TALL = '<div style="height:6000px">Long</div>';

    test('each quarter once, however often it is passed', async () => {
      site.foot = TALL;
      await open();
      for (const top of [1800, 0, 1800]) {
        await page.evaluate((y) => window.scrollTo(0, y), top);
        await page.waitForTimeout(300);
      }
      await hide();
      await heard('scrolled');
      await show();
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForTimeout(300);
      await hide();
      await heard('scrolled', 2);
      expect(counted('scrolled')).toMatchObject([
        { reached: 25, before: 0 },
        { reached: 100, before: 25 },
      ]);
    });

    test('a page that needs no scrolling is seen whole', async () => {
      await open();
      await page.waitForTimeout(700);
      await hide();
      await heard('scrolled');
      expect(counted('scrolled')).toMatchObject([{ reached: 100, before: 0 }]);
    });
  });

  describe('links', () => {
    beforeEach(async () => {
      await page.route('http://partner.localhost/**', (route) => route.fulfill({ body: 'there' }));
      site.foot = `<a id="out" href="http://partner.localhost/secret?who=ann#x">Partner</a>
        <a id="file" href="/files/Prices.PDF?who=ann">Prices</a><a id="named" href="/export" download>Export</a>
        <a id="in" href="/inside">Inside</a><a id="mail" href="mailto:ann@shop.localhost">Mail</a>
        <a id="hidden" href="/health/leaflet.pdf">Leaflet</a>`;
    });

    test('that lead away: the host, and the click goes on at once', async () => {
      await open();
      await page.click('#out');
      await page.waitForURL(/partner/);
      await heard('outbound');
      expect(counted('outbound')[0]?.detail).toBe('partner.localhost');
      expect(JSON.stringify(site.heard)).not.toMatch(/secret|ann/);
    });

    test('to files: the path, with or without an ending that says so', async () => {
      await open();
      await page.click('#file');
      await open();
      await page.evaluate(() =>
        document.getElementById('named')?.addEventListener('click', (e) => e.preventDefault()),
      );
      await page.click('#named');
      await heard('download', 2);
      expect(counted('download').map(({ detail }) => detail)).toEqual(['/files/Prices.PDF', '/export']);
      expect(JSON.stringify(site.heard)).not.toContain('ann');
    });

    test('within the site, to mail, and to files of pages that are never looked at: nothing', async () => {
      site.policy.x = ['^(?:\\/health\\/.*)$'];
      await open();
      await page.evaluate(() => {
        for (const link of Array.from(document.querySelectorAll('a')))
          link.addEventListener('click', (e) => e.preventDefault());
        for (const id of ['in', 'mail', 'hidden']) document.getElementById(id)?.click();
      });
      await quiet.settled();
      expect(sent().map(({ name }) => name)).toEqual(['page_view']);
    });

    test('inside of a component, and with the middle button', async () => {
      site.foot = '<div id="host"></div>';
      await open();
      await page.evaluate(() => {
        const root = document.getElementById('host')?.attachShadow({ mode: 'open' });
        if (root) root.innerHTML = '<a href="http://partner.localhost/"><b>Partner</b></a>';
      });
      const link = page.locator('#host b');
      await link.click({ button: 'right' });
      await link.click({ button: 'middle' });
      await heard('outbound');
      await link.click();
      await heard('outbound', 2);
    });
  });

  test('forms: that one was sent and which, never what was in it', async () => {
    site.foot = `<form id="newsletter" action="/thanks"><input name="id" value="ann@example.org"><button>Send</button></form>`;
    await open();
    await page.click('button');
    await page.waitForURL(/thanks/);
    await heard('form');
    expect(counted('form')[0]?.detail).toBe('newsletter');
    expect(JSON.stringify(site.heard)).not.toMatch(/ann|example\.org/);
  });

  describe('pages that were not found', () => {
    test("by the server's answer, once, and not on the page after it", async () => {
      await open('/missing/page');
      await heard('not_found');
      await page.evaluate(() => history.pushState(null, '', '/found'));
      await page.waitForTimeout(700);
      await quiet.settled();
      expect(counted('not_found').map(path)).toEqual(['/missing/page']);
    });

    test.each([
      ['an attribute', '<p data-clearpane-not-found>Nothing here</p>'],
      ['a meta element', '<meta name="clearpane-not-found">'],
    ])('by %s of the page', async (_, html) => {
      site.foot = html;
      await open('/soft');
      await heard('not_found');
    });
  });

  describe('events of the site', () => {
    const event = (name: string, properties?: object) =>
      page.evaluate(
        ([called, given]) =>
          window.clearpane?.event(called as string, given as Record<string, string | number | boolean>),
        [name, properties] as const,
      );

    test('those that the policy declares, with its keys, and no value that could name somebody', async () => {
      await open();
      await event('signup', { plan: 'pro', seats: 12, name: 'Ann' });
      await event('signup', { plan: 'ann@example.org', seats: '020 7946 0123' });
      await event('salary', { plan: 'pro' });
      await event('signup');
      await heard('event', 3);
      await quiet.settled();
      expect(counted('event').map(({ detail, properties }) => [detail, properties])).toEqual([
        ['signup', { plan: 'pro', seats: 12 }],
        ['signup', {}],
        ['signup', {}],
      ]);
      // Ids and times are digits by chance.
      const told = JSON.stringify(site.heard, (key, value) => (/^id$|time|sentAt/.test(key) ? '' : value));
      expect(told).not.toMatch(/ann|Ann|7946|salary/);
    });

    test('that come before the part is there wait for it', async () => {
      site.foot = `<script type="module">clearpane.event('signup', { plan: 'early' })</script>`;
      await open();
      expect(counted('event')).toMatchObject([{ properties: { plan: 'early' } }]);
    });

    test.each(['a string', null, [1], { toString: null }])('given %j: no error', async (odd) => {
      await open();
      await event('signup', odd as object);
      await quiet.settled();
      expect(quiet.complaints).toEqual([]);
    });
  });

  describe('what a view carries', () => {
    test('a campaign that the policy names, and never another parameter', async () => {
      await open('/?utm_campaign=Spring-26&utm_source=ann&gclid=1');
      await open('/?utm_campaign=ann%40example.org');
      expect(
        sent()
          .filter(({ name }) => name === 'page_view')
          .map(({ c }) => c),
      ).toEqual(['spring-26', undefined]);
      expect(JSON.stringify(site.heard)).not.toMatch(/ann|gclid/);
    });

    test.each(['html', 'body', 'script'])('a topic that the page declares on %s', async (where) => {
      delete site.policy.b;
      if (where === 'script') site.head = tag(site, 'data-clearpane-topic="pricing"');
      else
        await page.addInitScript((on) => {
          document.addEventListener(
            'DOMContentLoaded',
            () => {
              document.querySelector(on)?.setAttribute('data-clearpane-topic', 'pricing');
            },
            { capture: true },
          );
          const set = () => document.querySelector(on)?.setAttribute('data-clearpane-topic', 'pricing');
          new MutationObserver(set).observe(document, { childList: true, subtree: true });
        }, where);
      await open();
      expect(sent()).toMatchObject([{ name: 'page_view', topic: 'pricing' }]);
    });

    test('no topic that is no slug', async () => {
      site.head = tag(site, 'data-clearpane-topic="Ann Smith, ann@example.org"');
      await open();
      expect(sent()[0]).not.toHaveProperty('topic');
    });
  });

  describe('pages in the fragment, where the tag says so', () => {
    const views = () =>
      sent()
        .filter(({ name }) => name === 'page_view')
        .map(path);

    test('each is a view of its own, without its query', async () => {
      site.head = tag(site, 'data-hash');
      await open('/app/#/docs/start?who=ann');
      await page.evaluate(() => {
        location.hash = '#/prices';
      });
      await page.evaluate(() => history.pushState(null, '', '/app/#!/contact'));
      await page.evaluate(() => history.replaceState(null, '', '/app/#!/contact?x=1'));
      await page.goBack();
      await expect.poll(views).toEqual(['/app/docs/start', '/app/prices', '/app/contact', '/app/prices']);
      expect(JSON.stringify(site.heard)).not.toContain('ann');
    });

    test('a page that is never looked at stays so in the fragment', async () => {
      site.policy.x = ['^(?:\\/health)$'];
      site.head = tag(site, 'data-hash');
      await open('/#/health');
      expect(sent()).toEqual([]);
    });

    test('otherwise a fragment is a place in the page', async () => {
      await open('/#/docs');
      await page.evaluate(() => {
        location.hash = '#/prices';
      });
      await quiet.settled();
      expect(views()).toEqual(['/']);
    });
  });

  test.each([
    ['Global Privacy Control: counts go, as the server may count them', [2, 2, 2, 0], true],
    ['Global Privacy Control where counting is not permitted: nothing goes', [0, 2, 2, 0], false],
  ] as const)('%s', async (_, p, goes) => {
    await page.addInitScript(
      `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })`,
    );
    site.policy.p = [...p];
    await open();
    await page.evaluate(() => window.clearpane?.event('signup'));
    await quiet.settled();
    expect(counted('event').length > 0).toBe(goes);
    expect(sent().every((event) => (event as { gpc?: boolean }).gpc === true)).toBe(true);
  });

  test('consent that is asked for: before it nothing is loaded or watched, after it both', async () => {
    site.policy.p = [1, 1, 1, 0];
    await open();
    await pass(100);
    expect(quiet.requests.filter((each) => each.includes('/consent/'))).toEqual([]);
    await page.evaluate(() => window.clearpane?.consent.give());
    await quiet.settled();
    await pass(12);
    await hide();
    await heard('engaged');
    expect(counted('engaged')).toMatchObject([{ reached: 10 }]);
    expect(sent().map(({ name }) => name)).toContain('page_view');
  });
});
