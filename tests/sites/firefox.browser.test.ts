import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Arrived, BEHAVIOUR, type RealIngest, startRealIngest } from './real-ingest.ts';
import { pageOf, type Shop, startShop } from './shop.ts';
import { FIREFOX_MISSING, firefoxPath, openUndriven } from './undriven-browser.ts';
import { WITNESS } from './witness.ts';

/** What the pages do by themselves. */
const PLAYS: Record<string, string> = {
  '/first': `
    await until(() => window.clearpane && document.querySelectorAll('script[integrity]').length);
    await new Promise((done) => setTimeout(done, 800));
    clearpane.event('quote_asked', { product: 'freezer' });
    pass(40);
    history.pushState(null, '', '/second');
    document.title = 'Second';
    history.replaceState(null, '', '/second?tab=2');
    location.href = '/third';`,
  '/third': `
    await until(() => window.clearpane);
    const added = Object.getOwnPropertyNames(window).filter((name) => !names.includes(name));
    await tell(JSON.stringify({ wrong, added, stored: [document.cookie, localStorage.length, sessionStorage.length] }));`,
};

/** Firefox as Debian ships it, with nobody at its controls. */
describe.skipIf(firefoxPath === undefined)(`Firefox${firefoxPath ? '' : ` (${FIREFOX_MISSING})`}`, () => {
  let shop: Shop;
  let ingest: RealIngest;
  let told: string[];

  beforeAll(async () => {
    [shop, ingest] = await Promise.all([startShop(), startRealIngest()]);
  });
  afterAll(async () => {
    await Promise.all([shop?.close(), ingest?.close()]);
  });
  beforeEach(() => {
    told = [];
  });

  test('views, a page that is left, and behaviour: each once', async () => {
    shop.answer = (path, headers) => {
      if (path === '/told') told.push(decodeURIComponent(String(headers.told)));
      const tag = `<script defer src="${ingest.origin}/s/${BEHAVIOUR}.js"></script>`;
      const play = `<script>addEventListener('load', async () => {${PLAYS[path] ?? ''}});</script>`;
      return { html: pageOf(WITNESS + tag + play) };
    };
    const end = await openUndriven('firefox', `${shop.origin}/first`);
    try {
      await expect.poll(() => told, { timeout: 60_000 }).toHaveLength(1);
      const look = async (): Promise<Arrived[]> => ingest.arrived();
      const views = async () =>
        (await look()).filter(({ name }) => name === 'page_view').map(({ page }) => page);
      await expect.poll(views).toEqual(['/first', '/second', '/third']);
      const counted = async () => (await look()).filter(({ name }) => name !== 'page_view');
      await expect
        .poll(counted)
        .toEqual(
          expect.arrayContaining([
            expect.objectContaining({ name: 'event', page: '/first' }),
            expect.objectContaining({ name: 'engaged', page: '/first' }),
          ]),
        );
      const ids = (await look()).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ingest.refused()).toEqual([]);
      const [last] = told;
      expect(JSON.parse(last ?? '')).toEqual({ wrong: [], added: ['clearpane'], stored: ['', 0, 0] });
    } finally {
      await end();
    }
  });
});
