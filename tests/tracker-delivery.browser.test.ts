/// <reference lib="dom" />
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Install, Refusals } from '../api/contract.ts';
import { openEmbeddedWarehouse } from '../infra/warehouse/embedded.ts';
import { BROWSER_MISSING, browserPath, openBrowser } from './support/browser.ts';
import { type Client, signIn } from './support/client.ts';
import { customerPages, listen } from './support/consent-site.ts';
import { dataDirectory, type Product, startProduct } from './support/product.ts';
import { makeOpenSite, type OpenSite } from './support/site.ts';

/** Waits of the tracker, shortened: what counts here is what it does, not how patient it is. */
const HURRY = `{
  const real = window.setTimeout;
  window.setTimeout = (work, wait) => real(work, wait / 40);
}`;

/** The product, a customer's pages, and a network between them that does what a test says. */
describe.skipIf(browserPath === undefined)(`delivery${browserPath ? '' : ` (${BROWSER_MISSING})`}`, () => {
  let data: { path: string; remove: () => Promise<void> };
  let site: OpenSite;
  let product: Product;
  let client: Client;
  let shop: FastifyInstance;
  let pages: string;
  let browser: Browser;
  let page: Page;
  const frame = { head: '', foot: '', contentSecurityPolicy: '' };
  /** Pages of a test have a folder of their own, by which they are counted. */
  let folder = '';
  let folders = 0;
  /** Requests with events so far. */
  let requests: number;
  let complaints: string[];
  /** Views that were counted before the test. */
  let before = 0;

  beforeAll(async () => {
    data = await dataDirectory();
    site = await makeOpenSite(data.path, { domains: ['shop.localhost'] });
    product = await startProduct(data.path);
    client = await signIn(product);
    shop = customerPages(frame);
    pages = `http://www.shop.localhost:${await listen(shop)}`;
    const ingest = product.ingest.replace('127.0.0.1', 'localhost');
    frame.head = `<script defer src="${ingest}/s/${site.key}.js"></script>`;
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    await product?.stop();
    await data?.remove();
  });
  beforeEach(async () => {
    // Not a robot's: its events would be dropped.
    const userAgent =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
    page = await (await browser.newContext({ userAgent })).newPage();
    await page.addInitScript(HURRY);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    requests = 0;
    before = 0;
    before = await views();
    folders += 1;
    folder = `/${'abcdefgh'[folders]}-test`;
  });
  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  /** What the network does with each request that carries events. */
  const network = (does: (route: Route, index: number) => Promise<unknown>) =>
    page.route('**/v1/events', (route) => {
      requests += 1;
      return does(route, requests - 1);
    });
  /** What the server says with a refusal for now. */
  const asking = (seconds: number) => ({
    'retry-after': String(seconds),
    'access-control-allow-origin': pages,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'retry-after',
  });
  /** Goes to further pages without loading them. Their names are words: numbers would be taken for ids. */
  const navigate = (from: number, to: number) =>
    page.evaluate(
      async ([first = 0, last = 0, base]) => {
        const word = (number: number) =>
          [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
        for (let index = Number(first); index < Number(last); index += 1) {
          history.pushState(null, '', `${base}/${word(index)}`);
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      },
      [from, to, folder] as const,
    );
  /** Views that the product has counted since the test began. */
  const views = async (): Promise<number> => {
    const { accepted } = await client.call<Install>('GET', `/v1/sites/${site.id}/install`);
    return accepted - before;
  };
  const counted = (times: number) => expect.poll(views, { timeout: 100_000 }).toBe(times);
  const duplicates = async (): Promise<number> => {
    const { reasons } = await client.call<Refusals>('GET', `/v1/sites/${site.id}/refusals`);
    return reasons.find(({ reason }) => reason === 'duplicate')?.count ?? 0;
  };

  test('200 navigations and a network that fails in every way: nothing is lost, nothing counts twice', async () => {
    const known = await duplicates();
    await network(async (route, index) => {
      switch (index % 5) {
        case 0:
          return route.fulfill({
            status: 503,
            headers: asking(1),
          });
        case 1:
          return route.abort();
        case 2: {
          // Taken, and the answer is lost.
          await route.fetch();
          return route.abort();
        }
        case 3:
          return route.fulfill({ status: 502 });
        default:
          return route.continue();
      }
    });
    await page.goto(`${pages}${folder}/first`);
    await navigate(0, 200);
    await counted(201);
    expect(await duplicates()).toBeGreaterThan(known);
  }, 120_000);

  test('offline and back', async () => {
    await page.goto(`${pages}${folder}/first`);
    await counted(1);
    await page.context().setOffline(true);
    await navigate(0, 30);
    expect(await views()).toBe(1);
    await page.context().setOffline(false);
    await counted(31);
  });

  test('a slow server holds up neither the page nor what comes after', async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await network(async (route) => {
      await answered;
      await route.continue();
    });
    await page.goto(`${pages}${folder}/first`);
    await navigate(0, 10);
    answer();
    await counted(11);
    // The first alone, and all that waited together.
    expect(requests).toBeLessThanOrEqual(3);
  });

  test('a storm of refusals: waits as long as the server asks, with chance, and sends each event once', async () => {
    const at: number[] = [];
    await network(async (route, index) => {
      at.push(Date.now());
      await (index < 6 ? route.fulfill({ status: 503, headers: asking(8) }) : route.continue());
    });
    await page.goto(`${pages}${folder}/first`);
    await navigate(0, 20);
    await counted(21);
    // Eight seconds at least, forty times faster here.
    const waits = at.slice(1, 7).map((time, index) => time - (at[index] ?? 0));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(190);
  });

  test('in the end, every page has one view', async () => {
    await product.stop();
    const warehouse = await openEmbeddedWarehouse({ path: join(data.path, 'warehouse') });
    const [sums] = await warehouse.query(
      'SELECT count() AS pages, max(times) AS most FROM (SELECT page, sum(views) AS times FROM counts GROUP BY page)',
    );
    await warehouse.close();
    expect(sums).toEqual({ pages: String(201 + 31 + 11 + 21), most: '1' });
  });
});
