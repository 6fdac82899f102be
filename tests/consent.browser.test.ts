/// <reference lib="dom" />
import type { BrowserContext, Page } from 'playwright-core';
import type { CookieConsentConfig } from 'vanilla-cookieconsent';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEVICE_REGISTER } from '../policy/device-register.ts';
import type { Permission } from '../policy/tracker-policy.ts';
import type { Clearpane } from '../tracker/api.ts';
import { BROWSER_MISSING, browserPath } from './support/browser.ts';
import { type ConsentSite, type Heard, pinnedTag, RECEIPT, tag } from './support/consent-site.ts';
import { startVisitedSite, type VisitedSite } from './support/visited-site.ts';

declare global {
  interface Window {
    clearpane?: Clearpane;
  }
}

/** Count, organization and alerts without an answer, recognition with consent: "UK and EU B2B". */
const MIXED: Permission[] = [2, 2, 2, 1];
const CONSENT_ONLY: Permission[] = [1, 1, 1, 1];
const NOTICE_ONLY: Permission[] = [2, 2, 2, 2];

describe.skipIf(browserPath === undefined)(`on a page${browserPath ? '' : ` (${BROWSER_MISSING})`}`, () => {
  let visited: VisitedSite;
  let site: ConsentSite;
  let context: BrowserContext;
  let page: Page;
  /** Everything that the page asked its tracker's server for, and everything that any page complained about. */
  let requests: string[];
  let complaints: string[];

  beforeAll(async () => {
    visited = await startVisitedSite();
    ({ site } = visited);
  });
  afterAll(() => visited?.close());

  beforeEach(async () => {
    await visited.begin();
    ({ context, page } = visited);
    requests = [];
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin === site.ingest) requests.push(`${request.method()} ${url.pathname}`);
      else if (url.origin !== site.pages && url.protocol !== 'data:')
        complaints.push(`request to ${url.origin}`);
    });
    site.policy = { ...site.policy, p: MIXED, n: 'a'.repeat(64) };
  });
  afterEach(() => visited.end());

  const open = async (path = '/'): Promise<void> => {
    await page.goto(site.pages + path);
    await visited.quiet.settled();
  };
  /** A policy is kept for a minute by the browser; here it is asked for each time. */
  const withoutCache = (): Promise<unknown> => page.route(/\/s\//, (route) => route.continue());
  const events = (): Heard[] => site.heard.filter(({ path }) => path === '/v1/events');
  const status = () => page.evaluate(() => window.clearpane?.consent.status());

  /** Names of everything that is on the device, wherever a page could put something. */
  const kept = async (): Promise<string[]> => {
    const ofPage = await page.evaluate(async () => {
      const keysOf = (name: 'localStorage' | 'sessionStorage'): string[] => {
        try {
          return Object.keys(window[name]);
        } catch {
          return [];
        }
      };
      const databases = (await indexedDB.databases().catch(() => [])).map(({ name }) => name ?? '');
      const caches_ = 'caches' in window ? await caches.keys() : [];
      return [
        ...keysOf('localStorage').map((name) => `localStorage ${name}`),
        ...keysOf('sessionStorage').map((name) => `sessionStorage ${name}`),
        ...databases.map((name) => `indexedDB ${name}`),
        ...caches_.map((name) => `cache ${name}`),
      ];
    });
    const cookies = (await context.cookies()).map(({ name }) => `cookie ${name}`);
    // Of events there is an entry for each.
    const named = ofPage.map((name) => name.replace(/(clearpane_event_).*/, '$1*'));
    const found = [...new Set([...named, ...cookies])].sort();
    const register = DEVICE_REGISTER.map(({ kind, name }) => `${kind} ${name}`);
    expect(register).toEqual(expect.arrayContaining(found));
    // What is asked of the server is in the protocol.
    for (const request of requests) {
      expect(request).toMatch(
        /^(GET \/(s\/cp_site\.js|[0-9a-f]{12}\/clearpane\.js|consent\/[\w/+=.-]+|v1\/policy\/cp_site)|POST \/v1\/(events|consent|consent\/withdraw|objection))$/,
      );
    }
    return found;
  };

  describe('each state of consent', () => {
    test('nothing is permitted: nothing is sent, nothing is kept, nothing more is loaded', async () => {
      site.policy.p = [0, 0, 0, 0];
      await open();
      expect(requests).toEqual(['GET /s/cp_site.js']);
      expect(await kept()).toEqual([]);
    });

    test('no answer, and all of it needs one: the view waits and dies with the page', async () => {
      site.policy.p = CONSENT_ONLY;
      await open();
      await open('/next');
      expect(requests).toEqual(['GET /s/cp_site.js', 'GET /s/cp_site.js']);
      expect(await kept()).toEqual([]);
    });

    test('no answer, and recognition alone needs one: a view without a visitor', async () => {
      await open();
      expect(events()).toHaveLength(1);
      expect(events()[0]?.body).not.toHaveProperty('visitor');
      expect(events()[0]?.body).not.toHaveProperty('consent');
      expect(await kept()).toEqual([]);
      expect(requests.filter((each) => each.includes('/consent/'))).toEqual([]);
    });

    test('refused: nothing goes, then or later, and only the answer is kept', async () => {
      site.policy.p = CONSENT_ONLY;
      await open();
      await page.evaluate(() => window.clearpane?.consent.refuse());
      await open('/next');
      expect(site.heard).toEqual([]);
      expect(await kept()).toEqual(['localStorage clearpane_choice']);
      expect(await status()).toMatchObject({ ask: false, granted: [] });
    });

    test('refused for recognition: what stands on another basis goes on', async () => {
      await open();
      await page.evaluate(() => window.clearpane?.consent.refuse(['recognise_visitor']));
      await open('/next');
      expect(events().at(-1)?.body).toMatchObject({ consent: { refused: ['recognise_visitor'] } });
      expect(events().at(-1)?.body).not.toHaveProperty('visitor');
      expect(await kept()).toEqual(['localStorage clearpane_choice']);
    });

    test('given: what waited goes with the receipt, and the number is the same on the next page', async () => {
      site.policy.p = CONSENT_ONLY;
      await open();
      const answer = await page.evaluate(() => window.clearpane?.consent.give());
      expect(answer).toMatchObject({
        granted: ['measure', 'identify_org', 'alert_sales', 'recognise_visitor'],
      });
      await visited.quiet.settled();
      await open('/next');
      expect(site.heard.map(({ path }) => path)).toEqual(['/v1/consent', '/v1/events', '/v1/events']);
      expect(site.heard[0]?.body).toMatchObject({
        notice: site.policy.n,
        method: 'page',
        language: 'en',
        refused: [],
      });
      const [first, second] = events();
      expect(first?.body).toMatchObject({
        consent: { receipt: RECEIPT },
        visitor: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
      expect(second?.body.visitor).toBe(first?.body.visitor);
      expect(await kept()).toEqual(['localStorage clearpane_choice', 'localStorage clearpane_visitor']);
    });

    test('withdrawn: one call, and the next event has no visitor', async () => {
      await open();
      await page.evaluate(() => window.clearpane?.consent.give());
      await open('/next');
      expect(events().at(-1)?.body).toHaveProperty('visitor');
      await page.evaluate(() => window.clearpane?.consent.withdraw());
      expect(await kept()).toEqual(['localStorage clearpane_choice']);
      await open('/after');
      expect(site.heard.filter(({ path }) => path === '/v1/consent/withdraw')).toMatchObject([
        { body: { receipt: RECEIPT } },
      ]);
      expect(events().at(-1)?.body).toMatchObject({ consent: { withdrawn: ['recognise_visitor'] } });
      expect(events().at(-1)?.body).not.toHaveProperty('visitor');
      expect(JSON.stringify(events().at(-1)?.body)).not.toContain(RECEIPT);
    });

    test('objected: everything is removed, and nothing is sent from then on, on no sub-domain', async () => {
      await open();
      await page.evaluate(() => window.clearpane?.consent.give());
      await open('/next');
      const before = events();
      await page.evaluate(() => window.clearpane?.object());
      await visited.quiet.settled();
      expect(await kept()).toEqual(['cookie clearpane_objection']);
      expect(site.heard.find(({ path }) => path === '/v1/objection')?.body.visitor).toBe(
        before.at(-1)?.body.visitor,
      );
      await open('/after');
      await page.goto(`${site.pages.replace('www.', 'docs.')}/other`);
      await visited.quiet.settled();
      expect(events()).toHaveLength(before.length);
      // The server has the cookie of its own, which browsers send it from pages of the same site.
      expect((await context.cookies(site.ingest)).map(({ domain }) => domain)).toContain('in.shop.localhost');
    });

    test('forgotten: the receipt is withdrawn, and the device is as it was', async () => {
      await open();
      await page.evaluate(() => window.clearpane?.consent.give());
      await page.evaluate(() => window.clearpane?.forget());
      await visited.quiet.settled();
      expect(site.heard.map(({ path }) => path)).toContain('/v1/consent/withdraw');
      expect(await kept()).toEqual([]);
    });

    test('another notice: the receipt proves nothing, the number goes, and it is a time to ask', async () => {
      await open();
      await page.evaluate(() => window.clearpane?.consent.give());
      await open('/next');
      expect(await kept()).toContain('localStorage clearpane_visitor');
      await withoutCache();
      site.policy.n = 'b'.repeat(64);
      await open('/after');
      expect(events().at(-1)?.body).not.toHaveProperty('visitor');
      expect(await kept()).toEqual(['localStorage clearpane_choice']);
      expect(await status()).toMatchObject({ ask: true, granted: [] });
    });

    test('the policy closes: the number goes, and nothing is sent', async () => {
      site.policy.p = NOTICE_ONLY;
      await open();
      expect(await kept()).toEqual(['localStorage clearpane_visitor']);
      await withoutCache();
      site.policy.p = [0, 0, 0, 0];
      site.heard = [];
      await open('/next');
      expect(site.heard).toEqual([]);
      expect(await kept()).toEqual([]);
    });
  });

  describe('signals', () => {
    const signal = (name: 'globalPrivacyControl' | 'doNotTrack', value: string): Promise<unknown> =>
      page.addInitScript(`Object.defineProperty(Navigator.prototype, '${name}', { get: () => ${value} })`);
    /** What may be in a request that only counts. */
    const COUNT = ['events', 'sentAt', 'site'];

    test.each([
      ['Global Privacy Control', 'globalPrivacyControl', 'true'],
      ['Do Not Track', 'doNotTrack', '"1"'],
    ] as const)(
      '%s: a number that was there is removed, and nothing but a count leaves',
      async (_, name, value) => {
        site.policy.p = NOTICE_ONLY;
        await open();
        expect(events()[0]?.body).toHaveProperty('visitor');
        expect(await kept()).toEqual(['localStorage clearpane_visitor']);
        await signal(name, value);
        await open('/next');
        expect(events()).toHaveLength(2);
        expect(Object.keys(events()[1]?.body ?? {}).sort()).toEqual(COUNT);
        expect(await kept()).toEqual([]);
      },
    );

    test('with one, consent is not asked for, and a receipt from before is not shown', async () => {
      await open();
      await page.evaluate(() => window.clearpane?.consent.give());
      await signal('globalPrivacyControl', 'true');
      await open('/next');
      expect(await status()).toMatchObject({ ask: false, signal: true });
      expect(JSON.stringify(events().at(-1)?.body)).not.toContain(RECEIPT);
      expect(events().at(-1)?.body).not.toHaveProperty('visitor');
    });

    test('with one, and counting not permitted: nothing', async () => {
      site.policy.p = [0, 2, 2, 2];
      await signal('globalPrivacyControl', 'true');
      await open();
      expect(site.heard).toEqual([]);
      expect(await kept()).toEqual([]);
    });
  });

  describe("the page's consent managers", () => {
    /** A stub as consent managers put it into a page, with what it will say. */
    const tcf = (data: object): Promise<unknown> =>
      page.addInitScript((said) => {
        const listeners: ((data: unknown, success: boolean) => void)[] = [];
        Object.assign(window, {
          say: (next: unknown) => {
            for (const listener of listeners) listener(next, true);
          },
          __tcfapi: (
            command: string,
            _version: number,
            callback: (data: unknown, success: boolean) => void,
          ) => {
            if (command !== 'addEventListener') return;
            listeners.push(callback);
            callback(said, true);
          },
        });
      }, data);
    const say = (data: object): Promise<unknown> =>
      page.evaluate((next) => (window as Window & { say?: (data: unknown) => void }).say?.(next), data);
    /** From the vectors of the privacy rules: publisher consents 1, 3, 4, 5, 6; legitimate interest 2, 7. */
    const STRING = 'CPTtLAAPTtLAAAKAAAENAAFgALwAAEAAAAAAAOgAgABgAAAA.IAoAAgABgAAEAQAAEAAA.d4AACEAAAAAA';
    const answered = (consents: Record<number, boolean>) => ({
      eventStatus: 'useractioncomplete',
      gdprApplies: true,
      isServiceSpecific: true,
      tcString: STRING,
      publisher: { consents, legitimateInterests: {} },
      purpose: { consents: {}, legitimateInterests: {} },
    });

    test('TCF: nothing before the answer; a denial leaves a count with the string', async () => {
      site.policy.p = NOTICE_ONLY;
      await tcf({ eventStatus: 'cmpuishown', gdprApplies: true });
      await open();
      expect(site.heard).toEqual([]);
      expect(await kept()).toEqual([]);
      await say(answered({ 1: true, 3: true }));
      await visited.quiet.settled();
      expect(events()).toHaveLength(1);
      expect(Object.keys(events()[0]?.body ?? {}).sort()).toEqual(['events', 'sentAt', 'site', 'tcf']);
      expect(events()[0]?.body.tcf).toBe(STRING);
      expect(await kept()).toEqual([]);
    });

    test('TCF: agreed, then taken back', async () => {
      site.policy.p = NOTICE_ONLY;
      await tcf(answered({ 1: true, 8: true }));
      await open();
      expect(events()[0]?.body).toMatchObject({ visitor: expect.any(String), tcf: STRING });
      await say(answered({ 1: false, 8: true }));
      expect(await kept()).toEqual([]);
      await page.evaluate(() => history.pushState(null, '', '/next'));
      await visited.quiet.settled();
      expect(events()[1]?.body).not.toHaveProperty('visitor');
    });

    test('TCF that never answers: nothing, and the page can be left', async () => {
      site.policy.p = NOTICE_ONLY;
      await page.addInitScript('window.__tcfapi = () => {}');
      await open();
      await open('/next');
      expect(site.heard).toEqual([]);
      expect(await kept()).toEqual([]);
    });

    test.each([
      ['opted out', { usnat: [{ SaleOptOut: 1 }, { Gpc: false }] }, 'DBABLA~BVVVkkkkkpFY.YA', 'count'],
      [
        'not opted out',
        { usnat: [{ SaleOptOut: 2, KnownChildSensitiveDataConsents: [0, 0] }, { Gpc: false }] },
        'DBABLA~x',
        'all',
      ],
      ['a child', { usnat: { KnownChildSensitiveDataConsents: [0, 2] } }, 'DBABLA~y', 'nothing'],
      ['no section that concerns it', {}, 'DBAA', 'all'],
      ['sections that the page does not tell', {}, 'DBABLA~z', 'count'],
    ] as const)('GPP: %s', async (_, parsedSections, gppString, left) => {
      site.policy.p = NOTICE_ONLY;
      await page.addInitScript(
        (ping) => {
          Object.assign(window, {
            __gpp: (command: string, callback: (data: unknown, success: boolean) => void) => {
              const pingData = { signalStatus: 'not ready' };
              if (command === 'addEventListener') {
                callback({ eventName: 'listenerRegistered', data: true, pingData }, true);
                setTimeout(
                  () => callback({ eventName: 'signalStatus', data: 'ready', pingData: ping }, true),
                  20,
                );
              } else callback(pingData, true);
            },
          });
        },
        { signalStatus: 'ready', gppString, parsedSections },
      );
      await open();
      const sent = events().map(({ body }) => [body.gpp, 'visitor' in body]);
      expect(sent).toEqual(left === 'nothing' ? [] : [[gppString, left === 'all']]);
      expect(await kept()).toEqual(left === 'all' ? ['localStorage clearpane_visitor'] : []);
    });

    test('Consent Mode: a denial keeps the number from the device, a later grant does not', async () => {
      site.policy.p = NOTICE_ONLY;
      await page.addInitScript(() => {
        const layer: unknown[] = [];
        Object.assign(window, { dataLayer: layer });
        layer.push(['consent', 'default', { analytics_storage: 'denied' }]);
      });
      await open();
      expect(events()[0]?.body).toMatchObject({ consentMode: 'denied' });
      expect(events()[0]?.body).not.toHaveProperty('visitor');
      expect(await kept()).toEqual([]);
      const update = (state: string) =>
        page.evaluate((to) => {
          (window as Window & { dataLayer?: unknown[] }).dataLayer?.push([
            'consent',
            'update',
            { analytics_storage: to },
          ]);
        }, state);
      await update('granted');
      await page.evaluate(() => history.pushState(null, '', '/next'));
      await visited.quiet.settled();
      expect(events()[1]?.body).toMatchObject({ consentMode: 'granted', visitor: expect.any(String) });
      await update('denied');
      expect(await kept()).toEqual([]);
    });
  });

  describe('whatever the browser does', () => {
    test('storage that is blocked does no harm, and an answer holds for as long as the page', async () => {
      await page.addInitScript(() => {
        for (const name of ['localStorage', 'sessionStorage']) {
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException('denied', 'SecurityError');
            },
          });
        }
        Object.defineProperty(Document.prototype, 'cookie', {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
          set: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      });
      await open();
      await page.evaluate(() => window.clearpane?.consent.give());
      await page.evaluate(() => history.pushState(null, '', '/next'));
      await visited.quiet.settled();
      expect(events()).toHaveLength(2);
      expect(events()[1]?.body).toMatchObject({ consent: { refused: [] } });
      expect(events()[1]?.body).not.toHaveProperty('visitor');
      await page.evaluate(() => window.clearpane?.object());
      await page.evaluate(() => history.pushState(null, '', '/after'));
      await visited.quiet.settled();
      expect(events()).toHaveLength(2);
      expect(complaints).toEqual([]);
    });

    test('the server is away: nothing is thrown, and calls come back', async () => {
      await page.route(/\/v1\//, (route) => route.abort());
      await open();
      expect(await page.evaluate(() => window.clearpane?.consent.give())).toBeUndefined();
      expect(await status()).toMatchObject({ granted: [], ask: true });
      expect(complaints.filter((each) => !each.includes('ERR_FAILED'))).toEqual([]);
      expect(await kept()).toEqual([]);
    });

    test('pages that are never looked at are not reported', async () => {
      site.policy.x = ['^(?:\\/health(?:\\/.*)?)$'];
      // Of this page alone: one that was left before may still be heard.
      const sent = (): string[] => requests.filter((each) => each.startsWith('POST'));
      await open('/health/cancer');
      expect(sent()).toEqual([]);
      await open('/next');
      expect(sent()).toEqual(['POST /v1/events']);
    });

    test('a pinned script fetches the policy before anything else, and loads its part pinned', async () => {
      site.head = pinnedTag(site);
      await open();
      expect(site.heard.map(({ path }) => path)).toEqual(['/v1/policy/cp_site', '/v1/events']);
      await page.evaluate(() => window.clearpane?.consent.give());
      const integrity = await page.evaluate(() =>
        Array.from(document.scripts, (each) => each.integrity).filter((each) => each.startsWith('sha256-')),
      );
      expect(integrity).toHaveLength(1);
      expect(await kept()).toContain('localStorage clearpane_choice');
      expect(complaints).toEqual([]);
    });

    test('an answer in one tab holds in another', async () => {
      site.policy.p = NOTICE_ONLY;
      await open();
      const other = await context.newPage();
      await other.goto(`${site.pages}/other`);
      await other.evaluate(() => window.clearpane?.consent.refuse());
      site.heard = [];
      await page.evaluate(() => history.pushState(null, '', '/next'));
      await visited.quiet.settled();
      expect(site.heard).toEqual([]);
    });
  });

  describe('buttons and links of the page', () => {
    test('object with one press, and the page says so', async () => {
      site.foot =
        '<a href="/elsewhere" data-clearpane-object data-clearpane-done="You are left alone">Do not look</a>';
      await open();
      await page.getByText('Do not look').click();
      await page.getByText('You are left alone').waitFor();
      expect(page.url()).toBe(`${site.pages}/`);
      expect(await kept()).toEqual(['cookie clearpane_objection']);
    });
  });

  describe('the banner', () => {
    const dialog = () => page.getByRole('dialog', { name: /^May we/ });
    const answer = (name: string) => dialog().getByRole('button', { name, exact: true });

    beforeEach(() => {
      site.policy.p = CONSENT_ONLY;
      site.head = tag(site, 'data-banner');
      site.foot = '<button type="button" data-clearpane-consent>Privacy choices</button>';
    });

    test('refusing is as easy as accepting: the same size, the same level, one press', async () => {
      await open();
      await dialog().waitFor();
      const looks = await Promise.all(
        ['Refuse', 'Accept'].map(async (name) => {
          const box = await answer(name).boundingBox();
          const style = await answer(name).evaluate((each) => {
            const { backgroundColor, color, fontSize, fontWeight, borderColor } = getComputedStyle(each);
            return { backgroundColor, color, fontSize, fontWeight, borderColor };
          });
          return { width: box?.width, height: box?.height, y: box?.y, ...style };
        }),
      );
      expect(looks[0]).toEqual(looks[1]);
      expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
      // No wall: the page behind can be read and used.
      await page.getByRole('link', { name: 'more of them' }).click();
      await page.waitForURL(/next$/);
    });

    test('with the keyboard alone: refused, asked for again, agreed to, taken back', async () => {
      await open();
      await dialog().waitFor();
      await page.keyboard.press('Tab');
      await expect.poll(() => answer('Refuse').evaluate((each) => each.matches(':focus'))).toBe(true);
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('Saved').waitFor();
      expect(site.heard).toEqual([]);
      expect(await kept()).toEqual(['localStorage clearpane_choice']);

      await open('/next');
      expect(await dialog().count()).toBe(0);
      await page.getByRole('button', { name: 'Privacy choices' }).focus();
      await page.keyboard.press('Enter');
      await dialog().waitFor();
      await expect
        .poll(() =>
          dialog()
            .getByRole('heading')
            .evaluate((each) => each.matches(':focus')),
        )
        .toBe(true);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('Saved').waitFor();
      await visited.quiet.settled();
      expect(site.heard[0]?.body).toMatchObject({
        method: 'banner',
        language: 'en',
        screen: 'clearpane-banner-1',
      });
      await page.evaluate(() => history.pushState(null, '', '/after'));
      await expect.poll(() => events().length).toBe(1);
      expect(events()[0]?.body).toHaveProperty('visitor');

      await page.getByRole('button', { name: 'Privacy choices' }).focus();
      await page.keyboard.press('Enter');
      await answer('Refuse all').focus();
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('Saved').waitFor();
      await visited.quiet.settled();
      expect(site.heard.map(({ path }) => path)).toContain('/v1/consent/withdraw');
      expect(await kept()).toEqual(['localStorage clearpane_choice']);
      expect(await status()).toMatchObject({ granted: [], ask: false });
    });

    test('purpose by purpose: nothing is ticked before somebody ticks it', async () => {
      await open();
      await dialog().getByRole('button', { name: 'Choose for each purpose' }).click();
      for (const box of await dialog().getByRole('checkbox').all()) expect(await box.isChecked()).toBe(false);
      await dialog()
        .getByRole('checkbox', { name: /Count visits/ })
        .check();
      await dialog().getByRole('button', { name: 'Save what I ticked' }).click();
      await page.getByRole('status').getByText('Saved').waitFor();
      expect(site.heard[0]?.body).toMatchObject({
        granted: ['measure'],
        refused: ['identify_org', 'alert_sales', 'recognise_visitor'],
      });
      await visited.quiet.settled();
      expect(await kept()).toEqual(['localStorage clearpane_choice']);
    });

    test('closed without an answer: nothing is kept, and focus goes back to where it was', async () => {
      await open();
      await dialog().waitFor();
      await dialog().getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'Privacy choices' }).click();
      await dialog().waitFor();
      await expect
        .poll(() =>
          dialog()
            .getByRole('heading')
            .evaluate((each) => each.matches(':focus')),
        )
        .toBe(true);
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Privacy choices');
      expect(await kept()).toEqual([]);
      expect(site.heard).toEqual([]);
    });

    test('the notice changed meanwhile: nothing is recorded, and it is asked again', async () => {
      site.head = pinnedTag(site, 'data-banner');
      await open();
      await dialog().waitFor();
      site.policy = { ...site.policy, n: 'c'.repeat(64) };
      await answer('Accept').click();
      await dialog().getByText('was changed a moment ago').waitFor();
      expect(await kept()).toEqual([]);
      await answer('Accept').click();
      await page.getByRole('status').getByText('Saved').waitFor();
      expect(await kept()).toContain('localStorage clearpane_choice');
    });

    test('says what each purpose is, links to the notice, and takes the words of the page', async () => {
      site.policy.p = MIXED;
      site.foot = `<script type="application/json" data-clearpane-texts>
        {"language": "de", "title": "Dürfen wir?", "refuse": "Ablehnen", "accept": "Zustimmen",
         "purposes": {"recognise_visitor": {"title": "Wiedererkennen", "text": "Eine Zufallszahl."}}}</script>`;
      await open();
      const german = page.getByRole('dialog', { name: 'Dürfen wir?' });
      await german.waitFor();
      expect(await german.getByRole('listitem').allInnerTexts()).toEqual([
        'Wiedererkennen\nEine Zufallszahl.',
      ]);
      expect(await german.getByRole('link').getAttribute('href')).toBe(`${site.ingest}/privacy/cp_site`);
      await german.getByRole('button', { name: 'Zustimmen' }).click();
      await expect
        .poll(() => site.heard.find(({ path }) => path === '/v1/consent')?.body.language)
        .toBe('de');
    });

    test('is not loaded where nobody has to be asked', async () => {
      site.policy.p = [2, 2, 2, 0];
      await open();
      expect(requests.filter((each) => each.includes('/consent/'))).toEqual([]);
    });

    test('as a tag of its own, without the attribute', async () => {
      site.head = `${tag(site)}<script defer src="${site.ingest}/consent/banner.js"></script>`;
      await open();
      await answer('Accept').click();
      await page.getByRole('status').getByText('Saved').waitFor();
      expect(await status()).toMatchObject({
        granted: ['measure', 'identify_org', 'alert_sales', 'recognise_visitor'],
      });
    });

    test('under a strict content security policy, without a complaint', async () => {
      site.contentSecurityPolicy = [
        "default-src 'none'",
        `script-src ${site.ingest}`,
        `connect-src ${site.ingest}`,
        'img-src data:',
        "base-uri 'none'",
      ].join('; ');
      await open();
      await answer('Accept').click();
      await page.getByRole('status').getByText('Saved').waitFor();
      await visited.quiet.settled();
      expect(events()).toHaveLength(1);
      const radius = await page
        .getByRole('dialog')
        .evaluate((each) => Number.parseFloat(getComputedStyle(each).borderRadius));
      expect(radius).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
    });

    test('under a policy with a nonce', async () => {
      site.contentSecurityPolicy = `default-src 'none'; script-src 'nonce-r4nd0m'; connect-src ${site.ingest}; img-src data:`;
      site.head = tag(site, 'nonce="r4nd0m" data-banner');
      await open();
      await dialog().waitFor();
      expect(complaints).toEqual([]);
    });

    test('fits a phone and is complete there', async () => {
      await page.setViewportSize({ width: 320, height: 568 });
      await open();
      await dialog().waitFor();
      const box = await dialog().boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= 320 && box.y >= 0 && box.y + box.height <= 568).toBe(
        true,
      );
      await answer('Refuse').click();
      await page.getByRole('status').getByText('Saved').waitFor();
    });
  });

  describe('with vanilla-cookieconsent', () => {
    const buttons = { acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all' };
    const config: CookieConsentConfig = {
      categories: { necessary: { enabled: true, readOnly: true }, analytics: {} },
      language: {
        default: 'en',
        translations: {
          en: {
            consentModal: { title: 'Cookies', ...buttons, showPreferencesBtn: 'Manage' },
            preferencesModal: {
              title: 'Preferences',
              ...buttons,
              savePreferencesBtn: 'Save',
              sections: [{ title: 'Analytics', linkedCategory: 'analytics' }],
            },
          },
        },
      },
      // The browser of a test looks like a robot's.
      hideFromBots: false,
    };
    const start = (revision = 0) =>
      page.evaluate(`CookieConsent.run(${JSON.stringify({ ...config, revision })})`);

    beforeEach(() => {
      site.policy.p = CONSENT_ONLY;
      site.head = `<link rel="stylesheet" href="/packages/cookieconsent.css"><script src="/packages/cookieconsent.umd.js"></script>
        ${tag(site)}<script defer src="${site.ingest}/consent/vanilla-cookieconsent.js"></script>`;
    });

    /** The manager keeps a cookie of its own; the rest must be ours. */
    const ours = async (): Promise<string[]> => {
      await context.clearCookies({ name: 'cc_cookie' });
      return kept();
    };

    test('agreed: a receipt, once', async () => {
      await open();
      await start();
      await page.getByRole('button', { name: 'Accept all' }).first().click();
      await expect.poll(() => events().length).toBe(1);
      await open('/next');
      await start();
      await visited.quiet.settled();
      expect(site.heard.map(({ path }) => path)).toEqual(['/v1/consent', '/v1/events', '/v1/events']);
      expect(site.heard[0]?.body).toMatchObject({ method: 'consent_manager' });
      expect(await ours()).toEqual(['localStorage clearpane_choice', 'localStorage clearpane_visitor']);
    });

    test('refused: nothing is sent', async () => {
      await open();
      await start();
      await page.getByRole('button', { name: 'Reject all' }).first().click();
      await expect.poll(async () => (await status())?.ask).toBe(false);
      await open('/next');
      await start();
      await visited.quiet.settled();
      expect(site.heard).toEqual([]);
      expect(await ours()).toEqual(['localStorage clearpane_choice']);
    });

    test('taken back in its preferences: withdrawn', async () => {
      await open();
      await start();
      await page.getByRole('button', { name: 'Accept all' }).first().click();
      await expect.poll(() => events().length).toBe(1);
      await page.evaluate(() => window.clearpane?.consent.ask());
      await page.locator('.pm').getByRole('button', { name: 'Reject all' }).click();
      await expect.poll(() => site.heard.map(({ path }) => path)).toContain('/v1/consent/withdraw');
      expect(await ours()).toEqual(['localStorage clearpane_choice']);
    });

    test('an answer that it remembers from before makes no receipt', async () => {
      site.head = '<script src="/packages/cookieconsent.umd.js"></script>';
      await open();
      await start();
      await page.getByRole('button', { name: 'Accept all' }).first().click();
      site.head += `${tag(site)}<script defer src="${site.ingest}/consent/vanilla-cookieconsent.js"></script>`;
      await open('/next');
      await start();
      await visited.quiet.settled();
      expect(site.heard).toEqual([]);
    });

    test('another notice, and its revision raised: it asks again, and there is a new receipt', async () => {
      await withoutCache();
      await open();
      await start();
      await page.getByRole('button', { name: 'Accept all' }).first().click();
      await expect.poll(() => events().length).toBe(1);
      site.policy = { ...site.policy, n: 'd'.repeat(64) };
      await open('/next');
      await start(1);
      await page.getByRole('button', { name: 'Accept all' }).first().click();
      await expect.poll(() => events().length).toBe(2);
      const notices = site.heard.filter(({ path }) => path === '/v1/consent').map(({ body }) => body.notice);
      expect(notices).toEqual(['a'.repeat(64), 'd'.repeat(64)]);
    });

    test('purposes in categories of their own', async () => {
      site.head = site.head.replace(
        'cookieconsent.js">',
        'cookieconsent.js" data-recognise-visitor="recognition">',
      );
      await open();
      await start();
      await page.getByRole('button', { name: 'Accept all' }).first().click();
      await expect
        .poll(() => site.heard[0]?.body)
        .toMatchObject({
          granted: ['measure', 'identify_org', 'alert_sales'],
          refused: ['recognise_visitor'],
        });
    });
  });

  test('a view that waits dies with the page, and the next page begins anew', async () => {
    site.policy.p = CONSENT_ONLY;
    await open();
    await open('/next');
    await page.evaluate(() => window.clearpane?.consent.give());
    await visited.quiet.settled();
    const urls = events().flatMap(({ body }) => (body.events as { url: string }[]).map(({ url }) => url));
    expect(urls).toEqual([`${site.pages}/next`]);
  });
});
