/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BEHAVIOURS } from '../policy/behaviour.ts';
import { BROWSER_MISSING, browserPath } from './support/browser.ts';
import type { ConsentSite } from './support/consent-site.ts';
import type { QuietPage } from './support/quiet-page.ts';
import { startVisitedSite, type VisitedSite } from './support/visited-site.ts';
import { touchedBy, watchInterfaces } from './support/watch-interfaces.ts';

/** Every interface of the browser that the script touches on a page that is only viewed, and what for. */
const FOR_A_VIEW = [
  'Crypto.getRandomValues', // Ids of events.
  'Document.cookie', // Whether the visitor objected.
  'Document.currentScript', // The tag.
  'Document.prerendering', // Whether anybody sees the page yet.
  'Document.querySelector', // Whether the page declares a topic.
  'Document.referrer', // Its origin.
  'EventTarget.addEventListener',
  'HTMLElement.dataset', // Attributes of the tag.
  'HTMLScriptElement.src', // Where the server is.
  'Headers.get', // Retry-After.
  'Navigator.doNotTrack',
  'Navigator.globalPrivacyControl',
  'PageTransitionEvent.persisted', // Whether it comes back from memory.
  'Response.headers',
  'Response.status',
  'Storage.getItem', // Whether there is an answer.
  'Storage.removeItem', // What may not be there any more.
  'URL.origin',
  'window.crypto',
  'window.decodeURIComponent', // A path, before it is held against those that are never looked at.
  'window.fetch',
  'window.localStorage',
  'window.navigation',
  'window.navigator',
  'window.setTimeout', // Tries again.
];

/** And the part for behaviour, where the policy counts more. */
const FOR_BEHAVIOUR = [
  'DOMRectReadOnly.height',
  'DOMRectReadOnly.top',
  'Document.createElement', // Loads the part.
  'Document.head',
  'Document.documentElement',
  'Document.hasFocus',
  'Document.visibilityState',
  'Element.append',
  'Element.getAttribute',
  'Element.hasAttribute',
  'Element.matches',
  'Element.closest',
  'Event.composedPath',
  'Event.target',
  'HTMLAnchorElement.hostname',
  'HTMLAnchorElement.pathname',
  'HTMLAnchorElement.protocol',
  'HTMLElement.nonce',
  'HTMLScriptElement.crossOrigin',
  'HTMLScriptElement.integrity',
  'IntersectionObserver.disconnect',
  'IntersectionObserver.observe',
  'IntersectionObserverEntry.boundingClientRect',
  'IntersectionObserverEntry.rootBounds',
  'Performance.getEntriesByType', // The status of the page's own answer.
  'Performance.now',
  'PerformanceResourceTiming.responseStatus',
  'MouseEvent.button',
  'PointerEvent.button',
  'URLSearchParams.get',
  'window.performance',
];

/** What fingerprinting scripts read: the interfaces that crawls look for. */
const FINGERPRINTING =
  /Canvas|WebGL|Audio|Offscreen|RTC|Font|Screen|Plugin|MimeType|Battery|Gamepad|Bluetooth|USB|HID|Serial|Sensor|MediaDevices|SpeechSynthesis|Keyboard|Permissions|StorageManager|IDB|Cache|hardwareConcurrency|deviceMemory|userAgent|platform|language|connection|devicePixelRatio|innerWidth|outerWidth|outerHeight|offsetWidth|offsetHeight|clientWidth|clientHeight|getBoundingClientRect|getComputedStyle|matchMedia|memory|sessionStorage|setItem/;

describe.skipIf(browserPath === undefined)(`never${browserPath ? '' : ` (${BROWSER_MISSING})`}`, () => {
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
    site.foot =
      '<form id="f" action="/sent"><button>Send</button></form><a id="out" href="http://away.localhost/">Away</a>';
  });
  afterEach(() => visited.end());

  /** Everything that somebody does on a page. */
  async function use(): Promise<void> {
    await page.goto(`${site.pages}/`);
    await quiet.settled();
    await page.evaluate(() => {
      history.pushState(null, '', '/next');
      document.body.style.height = '4000px';
      window.scrollTo(0, 3000);
      window.clearpane?.event('signup', { plan: 'pro' });
      window.clearpane?.pageview();
      for (const id of ['out', 'f'])
        document
          .getElementById(id)
          ?.addEventListener(id === 'f' ? 'submit' : 'click', (event) => event.preventDefault());
    });
    await page.click('#out');
    await page.click('button');
    await page.waitForTimeout(900);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    await quiet.settled();
  }

  test('the witness sees what it should', async () => {
    await watchInterfaces(page, new URL(site.ingest).host);
    await page.goto(`${site.pages}/`);
    await page.addScriptTag({
      content: `navigator.plugins; screen.width; document.createElement('canvas').getContext('2d');\n//# sourceURL=${site.ingest}/x.js`,
    });
    expect(await touchedBy(page)).toEqual(
      expect.arrayContaining(['HTMLCanvasElement.getContext', 'Navigator.plugins', 'Screen.width']),
    );
  });

  test.each([
    ['a view', false],
    ['behaviour', true],
  ])(
    'for %s, nothing is touched that is not on the list, and nothing that tells browsers apart',
    async (_, more) => {
      if (more) site.policy.b = [[...BEHAVIOURS], ['signup plan'], ['^spring$']];
      await watchInterfaces(page, new URL(site.ingest).host);
      await use();
      const touched = await touchedBy(page);
      const listed = more
        ? [...FOR_A_VIEW, ...FOR_BEHAVIOUR]
        : [...FOR_A_VIEW, 'Element.closest', 'Event.target'];
      expect(touched.filter((each) => !listed.includes(each))).toEqual([]);
      expect(touched.filter((each) => FINGERPRINTING.test(each))).toEqual([]);
      expect(touched.length).toBeGreaterThan(12);
    },
  );

  test('one global name, no word in the console, no error', async () => {
    site.policy.b = [[...BEHAVIOURS], ['signup plan'], []];
    const names = () => page.evaluate(() => Object.getOwnPropertyNames(window).sort());
    const head = site.head;
    site.head = '';
    await page.goto(`${site.pages}/`);
    const without = await names();
    site.head = head;
    await use();
    expect((await names()).filter((name) => !without.includes(name))).toEqual(['clearpane']);
    expect(quiet.complaints).toEqual([]);
  });

  test('the page own functions are its own: nothing is wrapped where there is a Navigation API', async () => {
    await use();
    const native = await page.evaluate(() =>
      [history.pushState, history.replaceState, window.fetch].every((each) =>
        /\[native code\]/.test(String(each)),
      ),
    );
    expect(native).toBe(true);
  });

  test('whatever is missing or throws, the page does not notice', async () => {
    site.policy.b = [[...BEHAVIOURS], ['signup plan'], []];
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'IntersectionObserver', 'navigation']) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      }
    });
    await use();
    expect(quiet.complaints).toEqual([]);
  });
});
