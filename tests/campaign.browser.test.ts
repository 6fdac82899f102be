/// <reference lib="dom" />
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert, Install } from '../api/contract.ts';
import type { NoticeStatus } from '../api/contract-privacy.ts';
import type { RuleTemplate, Topic } from '../api/contract-rules.ts';
import type { TrackerPolicy } from '../policy/tracker-policy.ts';
import { browserPath, openBrowser } from './support/browser.ts';
import { AGENT, type Client, signIn, signInOfficer } from './support/client.ts';
import { customerPages, listen } from './support/consent-site.ts';
import { dataDirectory, openWarehouseOf, type Product, startProduct, storedText } from './support/product.ts';
import { SIDES } from './support/sides.ts';
import { makeOpenSite, type OpenSite, realNetworks } from './support/site.ts';

for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped || browserPath === undefined)(
    `campaigns, from the address of a page to an alert (${side})`,
    () => {
      let data: { path: string; remove: () => Promise<void> };
      let site: OpenSite;
      let product: Product;
      let owner: Client;
      let officer: Client;
      let shop: FastifyInstance;
      let pages: string;
      let browser: Browser;
      /** Bodies that pages sent. */
      const sent: string[] = [];

      beforeAll(async () => {
        data = await dataDirectory(side);
        site = await makeOpenSite(data.path, { domains: ['shop.localhost'] });
        product = await startProduct(data.path);
        owner = await signIn(product);
        officer = await signInOfficer(product, owner, 'Petra');
        const ingest = product.ingest.replace('127.0.0.1', 'in.shop.localhost');
        const head = `<script defer src="${ingest}/s/${site.key}.js"></script>`;
        shop = customerPages({ head, foot: '', contentSecurityPolicy: '' });
        pages = `http://www.shop.localhost:${await listen(shop)}`;
        browser = await openBrowser();
      }, 120_000);
      afterAll(async () => {
        await browser?.close();
        await shop?.close();
        await product?.stop();
        await data?.remove();
      });

      /** Somebody in a network opens a page, and the server has the view. */
      const visit = async (address: string, path: string, userAgent = AGENT): Promise<void> => {
        const context = await browser.newContext({
          userAgent,
          extraHTTPHeaders: { 'x-forwarded-for': address },
        });
        const page = await context.newPage();
        page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
        const answered = page.waitForResponse((response) => response.url().endsWith('/v1/events'));
        await page.goto(pages + path);
        expect((await answered).status()).toBe(204);
        await context.close();
      };
      const alerts = async (): Promise<Alert[]> =>
        (await owner.call<{ items: Alert[] }>('GET', `/v1/alerts?site=${site.id}`)).items;
      const policyAt = async (address: string): Promise<TrackerPolicy> => {
        const headers = { 'x-forwarded-for': address, origin: pages };
        return (
          await fetch(`${product.ingest}/v1/policy/${site.key}`, { headers })
        ).json() as Promise<TrackerPolicy>;
      };

      test('a campaign of the site opens a window, and a value that is none is nowhere', async () => {
        const named = (await realNetworks()).named.filter(({ country }) => country !== 'FR');
        const [first, second] = named.map(({ address }) => address) as [string, string];
        const path = `/v1/sites/${site.id}`;
        expect((await policyAt(first)).b?.[2]).toEqual([]);
        await owner.call('POST', `${path}/topics`, {
          label: 'Spring fair',
          kind: 'campaign',
          paths: [],
          campaigns: ['Spring-*'],
        });
        const templates = await owner.call<RuleTemplate[]>('GET', `${path}/rules/templates`);
        const landed = templates.find(({ id }) => id === 'campaign')?.rule ?? {};
        await owner.call('POST', `${path}/rules`, landed);
        const { live } = await officer.call<NoticeStatus>('GET', `${path}/notice`);
        await officer.call('POST', `${path}/notice`, { hash: live.hash });
        // Ingest follows within a second.
        await expect
          .poll(async () => {
            const { p, b } = await policyAt(first);
            return [p[1], b?.[2].length];
          })
          .toEqual([2, 1]);

        await visit(second, '/landing?utm_campaign=secret-partner-7&utm_source=ann&gclid=hush-8');
        // Two sessions at least: one could be anybody's.
        await visit(first, '/landing?utm_campaign=SPRING-26&utm_source=ann&gclid=hush-8');
        await visit(first, '/landing?utm_campaign=spring-27', AGENT.replaceAll('133', '134'));
        await expect.poll(async () => (await alerts()).length, { timeout: 20_000 }).toBe(1);
        const [alert] = await alerts();
        expect(alert?.rule.title).toBe('The campaign Spring fair landed');
        expect(JSON.stringify(alert).toLowerCase()).not.toContain('spring-26');

        const topics = await owner.call<Topic[]>('GET', `${path}/topics`);
        const campaign = topics.find(({ kind }) => kind === 'campaign')?.id;
        // The page tells the one value that is on the list, and no other of any parameter.
        const told = sent.filter((each) => each.includes('/v1/events'));
        expect(told.join()).toContain('"c":"spring-26"');
        expect(told.join()).not.toMatch(/secret-partner|hush|ann/i);

        // Alerts do not wait for the warehouse.
        await expect
          .poll(async () => (await owner.call<Install>('GET', `${path}/install`)).accepted, {
            timeout: 20_000,
          })
          .toBe(3);
        await product.stop();
        const warehouse = await openWarehouseOf(data.path);
        const quarters = await warehouse.query(
          `SELECT topic, uniqExact(organization) AS organizations, sum(sessions) AS sessions
           FROM organization_quarters GROUP BY topic ORDER BY topic`,
        );
        await warehouse.close();
        expect(quarters).toEqual([
          { topic: 0, organizations: '2', sessions: '3' },
          { topic: campaign, organizations: '1', sessions: '2' },
        ]);
        expect((await storedText(data.path)) + product.output()).not.toMatch(/secret-partner|spring-2|hush/i);
      });
    },
  );
}
