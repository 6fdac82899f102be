/// <reference lib="dom" />
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Refusals } from '../api/contract.ts';
import { openEmbeddedDatabase } from '../infra/database/embedded.ts';
import { openEmbeddedWarehouse } from '../infra/warehouse/embedded.ts';
import { policyWith } from '../policy/gate.fixture.ts';
import { everyPurpose } from '../policy/purposes.ts';
import { DAY } from '../policy/time.ts';
import type { Clearpane } from '../tracker/api.ts';
import { BROWSER_MISSING, browserPath, openBrowser } from './support/browser.ts';
import { AGENT, sendViews, signIn } from './support/client.ts';
import { customerPages, listen } from './support/consent-site.ts';
import { dataDirectory, startProduct } from './support/product.ts';
import { makeOpenSite } from './support/site.ts';

declare global {
  interface Window {
    clearpane?: Clearpane;
  }
}

/** Everything with consent only, wherever the visitor is. */
const POLICY = policyWith(everyPurpose('CONSENT'), { establishments: ['GB'] });

test.skipIf(browserPath === undefined)(
  `a visitor agrees, comes back, withdraws, agrees again and objects${browserPath ? '' : ` (${BROWSER_MISSING})`}`,
  async () => {
    const data = await dataDirectory();
    const { id, key } = await makeOpenSite(data.path, { policy: POLICY, domains: ['shop.localhost'] });
    const product = await startProduct(data.path);
    const ingest = product.ingest.replace('127.0.0.1', 'in.shop.localhost');
    const frame = {
      head: `<script defer src="${ingest}/s/${key}.js" data-banner></script>`,
      foot: '<button type="button" data-clearpane-consent>Privacy choices</button>',
      contentSecurityPolicy: `default-src 'none'; script-src ${ingest}; connect-src ${ingest}; img-src data:`,
    };
    const shop = customerPages(frame);
    const pages = `http://www.shop.localhost:${await listen(shop)}`;
    const browser = await openBrowser();
    const complaints: string[] = [];
    try {
      // As the browser of a person: a headless one is a robot.
      const context = await browser.newContext({ userAgent: AGENT });
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      const answerTo = (path: string) => page.waitForResponse((response) => response.url() === ingest + path);
      const dialog = page.getByRole('dialog', { name: /^May we/ });

      // Agrees, with one press; the view that waited is taken.
      await page.goto(`${pages}/first`);
      const [receipt, event] = [answerTo('/v1/consent'), answerTo('/v1/events')];
      await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
      expect(await (await receipt).json()).toMatchObject({
        granted: ['measure', 'identify_org', 'alert_sales', 'recognise_visitor'],
      });
      expect((await event).status()).toBe(204);

      // Comes back, is not asked, and is the same visitor.
      const again = answerTo('/v1/events');
      await page.goto(`${pages}/second`);
      expect((await again).status()).toBe(204);
      expect(await dialog.count()).toBe(0);

      // Withdraws: nothing of the next page is sent.
      const withdrawn = answerTo('/v1/consent/withdraw');
      await page.evaluate(() => window.clearpane?.consent.withdraw());
      expect((await withdrawn).status()).toBe(204);
      await page.goto(`${pages}/third`);
      const status = await page.evaluate(() => window.clearpane?.consent.status());
      expect(status).toMatchObject({ ask: false, granted: [] });

      // Changes the mind, with another receipt.
      await page.getByRole('button', { name: 'Privacy choices' }).click();
      const second = answerTo('/v1/consent');
      await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
      expect((await second).status()).toBe(200);
      const fourth = answerTo('/v1/events');
      await page.goto(`${pages}/fourth`);
      await fourth;

      // Objects: the device is empty but for the memory of that, and the notice knows it too.
      const objection = answerTo('/v1/objection');
      await page.evaluate(() => window.clearpane?.object());
      expect((await objection).status()).toBe(204);
      await page.goto(`${pages}/fifth`);
      expect(await page.evaluate(() => [Object.keys(localStorage), document.cookie])).toEqual([
        [],
        'clearpane_objection=1',
      ]);
      await page.goto(`${ingest}/privacy/${key}`);
      expect(await page.textContent('body')).toMatch(/you objected|have objected/i);
      expect(complaints).toEqual([]);

      // The log keeps its order: when a later refusal is in the warehouse, the visits are too.
      const client = await signIn(product);
      const ancient = { url: 'http://www.shop.localhost/', time: Date.now() - 2 * DAY };
      await sendViews(product, { key }, [ancient], { address: '203.0.113.7' });
      await expect
        .poll(async () =>
          (await client.call<Refusals>('GET', `/v1/sites/${id}/refusals`)).reasons.map((each) => each.reason),
        )
        .toContain('too_old');
    } finally {
      await browser.close();
      await shop.close();
      await product.stop();
    }

    const warehouse = await openEmbeddedWarehouse({ path: join(data.path, 'warehouse') });
    const events = await warehouse.query<{ page: string; visitor: string; level: string }>(
      'SELECT page, level, visitor FROM events',
    );
    await warehouse.close();
    const database = await openEmbeddedDatabase({ path: join(data.path, 'database') });
    const receipts = await database.db.selectFrom('consent_receipts').select('withdrawn_at').execute();
    await database.close();
    await data.remove();
    expect(Object.fromEntries(events.map(({ page, level }) => [page, level]))).toEqual({
      '/first': 'VISITOR',
      '/second': 'VISITOR',
      '/fourth': 'VISITOR',
    });
    expect(events).toHaveLength(3);
    // The number went with the withdrawal: afterwards it is another visitor.
    const visitorOn = (path: string) => events.find(({ page }) => page === path)?.visitor;
    const [first, second, fourth] = ['/first', '/second', '/fourth'].map(visitorOn);
    expect(first).toMatch(/./);
    expect(second).toBe(first);
    expect(fourth).not.toBe(first);
    expect(receipts.map(({ withdrawn_at }) => withdrawn_at !== null)).toEqual([true, true]);
  },
  120_000,
);
