/// <reference lib="dom" />
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Refusals, Site } from '../api/contract.ts';
import { openEmbeddedWarehouse } from '../infra/warehouse/embedded.ts';
import { DAY } from '../policy/time.ts';
import { barriers, overflow } from './support/barriers.ts';
import { BROWSER_MISSING, browserPath, openBrowser } from './support/browser.ts';
import { sendViews, signIn } from './support/client.ts';
import { complaintsBut } from './support/complaints.ts';
import { makeFirstAccount, openWide } from './support/enter.ts';
import { dataDirectory, type Product, startProduct } from './support/product.ts';

/** A browser that no generated visit has, to find its row again. */
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:177.0) Gecko/20100101 Firefox/177.0';

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

const PAGES = [
  ...['/now', '/windows', '/worth', '/organizations', '/accounts', '/privacy', '/privacy/incidents'],
  ...[
    '/pages',
    '/rules',
    '/topics',
    '/install',
    '/sites',
    '/routing',
    '/channels',
    '/my-alerts',
    '/held-back',
    '/people',
  ],
];

describe.skipIf(browserPath === undefined)(
  `in a real browser${browserPath ? '' : ` (${BROWSER_MISSING})`}`,
  () => {
    let data: { path: string; remove: () => Promise<void> };
    let product: Product;
    let browser: Browser;
    let page: Page;
    // Whether somebody is signed in is asked for.
    const complaints = complaintsBut([401]);

    beforeAll(async () => {
      data = await dataDirectory();
      product = await startProduct(data.path, { args: [] });
      browser = await openBrowser();
      page = await openWide(browser, { prepare: complaints.listen });
    });

    afterAll(async () => {
      await browser?.close();
      await product?.stop();
      await data?.remove();
    });

    test('the first-run link makes an account, and a window arrives without a reload', async () => {
      await page.goto(product.setup ?? 'no link');
      await page.locator('button[type=submit]').click();
      await page.getByText('Please give your name').waitFor();
      expect(await barriers(page)).toEqual([]);
      await makeFirstAccount(page);
      await page.getByRole('link', { name: /^Windows/ }).click();

      const cards = page.getByTestId('alert-card');
      await cards.first().waitFor();
      const known = await ids();
      // No navigation from here on: whatever appears came over the stream.
      await expect
        .poll(async () => (await ids()).filter((id) => !known.includes(id)).length, { timeout: 20_000 })
        .toBeGreaterThan(0);
    });

    const ids = async (): Promise<string[]> =>
      page
        .getByTestId('alert-card')
        .evaluateAll((all) => all.map((each) => each.getAttribute('data-alert-id') ?? ''));

    test('what somebody is on stays theirs after a reload', async () => {
      const [id = ''] = await ids();
      const card = page.locator(`[data-alert-id="${id}"]`);
      await card.getByRole('button', { name: 'On it' }).click();
      await shown('On it');
      await card.waitFor();
      expect(await card.getAttribute('data-state')).toBe('acknowledged');
      await page.reload();
      await shown('On it');
      await card.waitFor();
      expect(await card.getAttribute('data-state')).toBe('acknowledged');
    });

    /** Chooses which windows are listed. */
    const shown = (filter: string): Promise<void> =>
      page.getByRole('radiogroup', { name: 'Which windows' }).getByText(filter, { exact: true }).click();

    test('why: every step in words', async () => {
      await page
        .getByRole('button', { name: /why am i seeing this/i })
        .first()
        .click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText('The gate allowed it').waitFor();
      expect(await drawer.textContent()).toContain('Now a person decides');
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
    });

    test('a dialog opens, is left and has no barrier, by keyboard alone', async () => {
      await page.goto(`${product.dashboard}/sites`);
      await page.getByRole('button', { name: 'Add a site' }).first().focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    });

    test('organizations, and one of them, on a desk and on a phone', async () => {
      for (const viewport of [DESK, PHONE]) {
        await page.setViewportSize(viewport);
        await page.goto(`${product.dashboard}/organizations`);
        const row = page.getByTestId('organization-row').first();
        await row.waitFor();
        await row.getByRole('link').first().click();
        await page.getByText('When, and about what').waitFor();
      }
      await page.setViewportSize(DESK);
    });

    test('no page keeps anybody out in light or in dark, or is wider than a desk or a phone', async () => {
      for (const path of PAGES) {
        await page.goto(product.dashboard + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle').catch(() => undefined);
        // A page is loaded once, and shown in each way: it follows its window and its device.
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
          expect([path, colorScheme, await barriers(page)]).toEqual([path, colorScheme, []]);
        }
        for (const viewport of [PHONE, DESK]) {
          await page.setViewportSize(viewport);
          // What follows the window does so a moment later.
          const message = `${path}, ${viewport.width} pixels wide`;
          await expect.poll(() => overflow(page), { message }).toBeLessThanOrEqual(0);
        }
      }
    }, 240_000);

    test('a visit leaves nothing on the device', async () => {
      const context = await browser.newContext({ userAgent: AGENT });
      const visitor = await context.newPage();
      complaints.listen(visitor);
      const sent = visitor.waitForResponse((response) => response.url().endsWith('/v1/events'));
      await visitor.goto(`${product.ingest.replace('127.0.0.1', 'localhost')}/demo/docs/alarms`);
      expect((await sent).status()).toBe(204);
      const kept = await visitor.evaluate(() => [
        document.cookie,
        localStorage.length,
        sessionStorage.length,
      ]);
      expect(kept).toEqual(['', 0, 0]);
      expect(await context.cookies()).toEqual([]);
      await context.close();
    });

    test('the demo goes with one click, and its site with it', async () => {
      await page.goto(`${product.dashboard}/sites`);
      await page.getByRole('button', { name: 'Remove demo' }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /remove/i })
        .last()
        .click();
      await page.getByText('Halden Cold Chain').first().waitFor({ state: 'detached' });
      await expect.poll(async () => (await fetch(`${product.ingest}/demo`)).status).toBe(404);
    });

    test('no page complained, and nothing was fetched from elsewhere', () => {
      expect(complaints.all).toEqual([]);
    });
  },
);

describe.skipIf(browserPath === undefined)('what a visit to a demo page leaves', () => {
  test('one count, no organization, no address', async () => {
    const { path, remove } = await dataDirectory();
    const product = await startProduct(path, { args: [] });
    const browser = await openBrowser();
    try {
      const visitor = await (await browser.newContext({ userAgent: AGENT })).newPage();
      const sent = visitor.waitForResponse((response) => response.url().endsWith('/v1/events'));
      await visitor.goto(`${product.ingest.replace('127.0.0.1', 'localhost')}/demo/docs/alarms?secret=1`);
      await sent;
      // The log keeps its order: when a later refusal is in the warehouse, the visit is too.
      const client = await signIn(product);
      const [site] = await client.call<Site[]>('GET', '/v1/sites');
      const ancient = { url: 'http://localhost/demo', time: Date.now() - 2 * DAY };
      await sendViews(product, { key: site?.key ?? '' }, [ancient]);
      const refusals = () => client.call<Refusals>('GET', `/v1/sites/${site?.id}/refusals`);
      await expect
        .poll(async () => (await refusals()).reasons.map((each) => each.reason))
        .toContain('too_old');
    } finally {
      await browser.close();
      await product.stop();
    }
    const warehouse = await openEmbeddedWarehouse({ path: join(path, 'warehouse') });
    const rows = await warehouse.query(
      "SELECT page, reason, country, views FROM counts FINAL WHERE browser = 'Firefox 177'",
    );
    const events = await warehouse.query("SELECT id FROM events WHERE browser = 'Firefox 177'");
    await warehouse.close();
    await remove();
    expect(rows).toEqual([{ page: '/demo/docs/alarms', reason: 'I01', country: '', views: '1' }]);
    expect(events).toEqual([]);
  });
});
