/// <reference lib="dom" />
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LogUnavailableError } from '../../infra/log/log.ts';
import type { Clearpane } from '../../tracker/api.ts';
import { type Arrived, BEHAVIOUR, type RealIngest, startRealIngest, VIEWS } from './real-ingest.ts';
import { pageOf, type Shop, startShop } from './shop.ts';
import type { DrivenBrowser } from './webdriver.ts';
import { openWebKit, WEBKIT_MISSING, webkitPath } from './webkit.ts';
import { WITNESS } from './witness.ts';

declare global {
  interface Window {
    clearpane?: Clearpane;
  }
}

/** Of the witness in each page. */
declare const wrong: string[];
declare const names: string[];
declare const pass: (seconds: number) => void;

/** The tracker tries again after a second at the earliest: here it never does by itself. */
const NO_OTHER_TRY = `<script>{
  const real = window.setTimeout;
  window.setTimeout = (work, wait) => (wait < 1000 ? real(work, wait) : 0);
}</script>`;

/** The engine of Safari, as WebKitGTK has it, in front of ingest as it runs. */
describe.skipIf(webkitPath === undefined)(`WebKit${webkitPath ? '' : ` (${WEBKIT_MISSING})`}`, () => {
  let shop: Shop;
  let ingest: RealIngest;
  let browser: DrivenBrowser;

  beforeAll(async () => {
    [shop, ingest, browser] = await Promise.all([startShop(), startRealIngest(), openWebKit()]);
  });
  afterAll(async () => {
    await browser?.end();
    await Promise.all([shop?.close(), ingest?.close()]);
  });
  beforeEach(async () => {
    await browser.openWindow();
    await ingest.forget();
    shop.answer = () => ({ html: pageOf(tag(), '<h1>Shop</h1><a id="on" href="/on">On</a>') });
  });
  afterEach(async () => {
    await browser.closeWindow();
    expect(ingest.refused()).toEqual([]);
  });

  const tag = (key = VIEWS, attributes = '') =>
    `${WITNESS}<script defer src="${ingest.origin}/s/${key}.js" ${attributes}></script>`;
  const open = (path: string) => browser.open(shop.origin + path);
  const arrived = async (name: string): Promise<Arrived[]> =>
    (await ingest.arrived()).filter((each) => each.name === name);
  /** Waits until these views have arrived, and holds that no other did: each once, by its id. */
  const views = async (...expected: string[]): Promise<void> => {
    const look = async () => (await arrived('page_view')).map(({ page }) => page).sort();
    await expect.poll(look, { timeout: 30_000 }).toEqual([...expected].sort());
    const ids = (await arrived('page_view')).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  };
  /** What arrived beside views and what a test leaves out, each with its page. */
  const countedBut = async (...others: string[]): Promise<string[]> =>
    (await ingest.arrived())
      .filter(({ name }) => !['page_view', ...others].includes(name))
      .map(({ name, page }) => `${name} ${page}`)
      .sort();
  /** What went wrong on the page, and names that it did not have without the script. */
  const seen = () =>
    browser.run(() => ({
      wrong,
      added: Object.getOwnPropertyNames(window).filter((name) => !names.includes(name)),
      kept: [document.cookie, localStorage.length, sessionStorage.length],
    }));
  const QUIET = { wrong: [], added: ['clearpane'], kept: ['', 0, 0] };

  /** The driver's own way back waits for a page to load, which within a page none does. */
  const back = () => browser.run(() => history.back());

  test('navigation by the history, forth and back: a view for each page, and nothing else is noticed', async () => {
    await open('/first');
    await browser.run(() => {
      history.pushState(null, '', '/second');
      document.title = 'Second';
      history.replaceState(null, '', '/second?tab=2#there');
      history.pushState(null, '', '/third');
    });
    await back();
    await views('/first', '/second', '/third', '/second');
    expect(await seen()).toEqual(QUIET);
  });

  test('back from the memory of the browser: another view, from the same page', async () => {
    await open('/first');
    await browser.run(() => Object.assign(document.body.dataset, { kept: 'yes' }));
    await views('/first');
    await browser.press('#on');
    await views('/first', '/on');
    await back();
    await views('/first', '/on', '/first');
    // Not loaded again: what was put there is there.
    expect(await browser.run(() => document.body.dataset.kept)).toBe('yes');
    expect(await seen()).toEqual(QUIET);
  });

  const elsewhere = () => `${shop.origin.replace('www.shop', 'other')}/none`;
  const ways: [how: string, leave: () => Promise<unknown>][] = [
    ['for another site', () => browser.open(elsewhere())],
    ['for an empty page', () => browser.open('about:blank')],
    ['by closing it', () => browser.closeWindow().then(browser.openWindow)],
  ];
  for (const [how, leave] of ways)
    for (const what of ['a refusal for now', 'a broken connection'] as const)
      test(`left ${how}, after ${what}: all that waits is sent`, async () => {
        shop.answer = (path) => ({ html: pageOf(path === '/none' ? '' : NO_OTHER_TRY + tag()) });
        if (what === 'a broken connection') ingest.reachable = false;
        else ingest.disk = () => Promise.reject(new LogUnavailableError('The disk is full.'));
        await open('/much');
        await expect.poll(() => ingest.requests).toBe(1);
        const pages = await browser.run(() => {
          // Words: numbers would be taken for ids. No more than WebKit lets a page show in ten seconds.
          const letters = [...'abcdefghi'];
          const paths = letters.flatMap((one) => letters.map((other) => `/much/${one}${other}`));
          for (const path of paths) {
            history.pushState(null, '', path);
            window.clearpane?.pageview();
          }
          return paths;
        });
        ingest.disk = async () => undefined;
        ingest.reachable = true;
        await leave();
        await views('/much', ...pages, ...pages);
        expect(
          ingest
            .refused()
            .splice(0)
            .every((status) => status === 503),
        ).toBe(true);
      });

  test('offline and back: what was seen meanwhile arrives, once', async () => {
    await open('/first');
    await views('/first');
    ingest.reachable = false;
    await browser.run(() => {
      for (const path of ['/a', '/b', '/c']) history.pushState(null, '', path);
    });
    await expect.poll(() => ingest.requests).toBeGreaterThan(1);
    ingest.reachable = true;
    await views('/first', '/a', '/b', '/c');
    expect(await seen()).toEqual(QUIET);
  });

  test('an ingest that takes two seconds, a page that is left and comes back meanwhile: nothing is lost', async () => {
    ingest.disk = () => delay(2000);
    await open('/first');
    await expect.poll(() => ingest.requests).toBe(1);
    await browser.press('#on');
    await expect.poll(() => browser.run(() => location.pathname)).toBe('/on');
    await back();
    await views('/first', '/on', '/first');
    expect(await seen()).toEqual(QUIET);
  });

  test.each(['pagehide', 'visibilitychange'])(
    'left without a word of %s: what waits is sent all the same',
    async (kind) => {
      const silence = `<script>addEventListener('${kind}', (event) => event.stopImmediatePropagation(), true);</script>`;
      shop.answer = () => ({ html: pageOf(NO_OTHER_TRY + silence + tag(BEHAVIOUR)) });
      await open('/silent');
      await views('/silent');
      await browser.run(() => pass(40));
      ingest.reachable = false;
      await browser.run(() => history.pushState(null, '', '/silent/next'));
      await expect.poll(() => ingest.requests).toBeGreaterThan(1);
      await browser.run(() => pass(40));
      ingest.reachable = true;
      await browser.open('about:blank');
      await views('/silent', '/silent/next');
      await expect.poll(() => countedBut('scrolled')).toEqual(['engaged /silent', 'engaged /silent/next']);
    },
  );

  test('behaviour: what is done on a page, and what is summed up when it is left', async () => {
    shop.answer = (path) => ({
      html: pageOf(
        tag(BEHAVIOUR),
        `<form id="ask" action="/thanks"><button>Ask</button></form>
        <a id="away" href="${elsewhere()}">Away</a><a id="file" href="/prices.pdf">Prices</a>
        <div style="height:4000px" ${path === '/thanks' ? 'data-clearpane-not-found' : ''}></div>`,
      ),
    });
    await open('/first');
    await browser.run(() => window.clearpane?.event('quote_asked', { product: 'freezer' }));
    await expect.poll(() => countedBut()).toEqual(['event /first']);
    await browser.run(async () => {
      pass(40);
      window.scrollTo(0, 2000);
      // The script looks how deep that is 200 ms after a move, by an observer. One that is made after it is served after it.
      await new Promise((done) => addEventListener('scroll', done, { once: true }));
      await new Promise((done) => setTimeout(done, 300));
      await new Promise((done) => new IntersectionObserver(done).observe(document.body));
    });
    await browser.press('#ask button');
    await views('/first', '/thanks');
    await expect.poll(() => countedBut()).toContain('not_found /thanks');
    await browser.press('#file');
    await views('/first', '/thanks', '/prices.pdf');
    await browser.press('#away');
    await expect
      .poll(() => countedBut())
      .toEqual([
        'download /thanks',
        'engaged /first',
        'event /first',
        'form /first',
        'not_found /thanks',
        'outbound /prices.pdf',
        'scrolled /first',
      ]);
  });

  test('storage that throws, and no signal that a browser could give: a view, and nobody is told', async () => {
    const blocked = `<script>Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });</script>`;
    shop.answer = () => ({ html: pageOf(blocked + tag(BEHAVIOUR)) });
    await open('/blocked');
    await views('/blocked');
    expect(
      await browser.run(() => {
        const { doNotTrack, globalPrivacyControl } = navigator as Navigator & {
          globalPrivacyControl?: boolean;
        };
        return { wrong, signals: [!!doNotTrack, !!globalPrivacyControl] };
      }),
    ).toEqual({ wrong: [], signals: [false, false] });
  });

  test('pages in the fragment: each is a view of its own, forth and back', async () => {
    shop.answer = () => ({ html: pageOf(tag(VIEWS, 'data-hash')) });
    await open('/app/#/docs/start?who=ann');
    await views('/app/docs/start');
    await browser.run(() => {
      location.hash = '#/prices';
    });
    await views('/app/docs/start', '/app/prices');
    await back();
    await views('/app/docs/start', '/app/prices', '/app/docs/start');
  });

  test('a strict policy for contents, and a tag that pins its version', async () => {
    const { path, integrity } = ingest.script;
    const csp = `default-src 'none'; script-src ${ingest.origin}; connect-src ${ingest.origin}; img-src data:`;
    const pinned = `<script defer src="${ingest.origin}${path}" data-site="${BEHAVIOUR}" integrity="${integrity}" crossorigin></script>`;
    shop.answer = () => ({ html: pageOf(pinned), headers: { 'content-security-policy': csp } });
    await open('/strict');
    await browser.run(() => window.clearpane?.event('quote_asked'));
    await views('/strict');
    await expect.poll(() => countedBut()).toEqual(['event /strict']);
  });

  test('in a frame of another site, whose storage is kept apart: a view; in a sandbox: refused, and nobody is told', async () => {
    const frame = (more = '') => `<iframe src="${shop.origin}/ours" ${more}></iframe>`;
    shop.answer = (path) => ({
      html:
        path === '/ours'
          ? pageOf(tag())
          : pageOf('', frame(path === '/none' ? '' : 'sandbox="allow-scripts"')),
    });
    await browser.open(elsewhere());
    await views('/ours');
    await browser.open(elsewhere().replace('none', 'sandbox'));
    await expect.poll(() => ingest.requests).toBe(2);
    await views('/ours');
  });
});
