/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert } from '../api/contract.ts';
import type { NoticeStatus } from '../api/contract-privacy.ts';
import type { ListedRule, RuleRefused, Topic } from '../api/contract-rules.ts';
import { holdOpenToAll } from './support/barriers.ts';
import { BROWSER_MISSING, browserPath } from './support/browser.ts';
import { type Client, signInOfficer } from './support/client.ts';
import { type ProductInUse, startProductInUse } from './support/product-in-use.ts';

describe.skipIf(browserPath === undefined)(
  `topics and rules in a real browser${browserPath ? '' : ` (${BROWSER_MISSING})`}`,
  () => {
    let used: ProductInUse;
    let page: Page;
    let officer: Client;

    beforeAll(async () => {
      used = await startProductInUse();
      officer = await signInOfficer(used.product, used.owner, 'Petra');
      page = await used.enter('olga');
    }, 120_000);

    afterAll(() => used?.close());

    const rules = () => used.owner.call<ListedRule[]>('GET', `/v1/sites/${used.site.id}/rules`);
    const alerts = async (): Promise<Alert[]> =>
      (await used.owner.call<{ items: Alert[] }>('GET', `/v1/alerts?site=${used.site.id}`)).items;
    const topics = () => used.owner.call<Topic[]>('GET', `/v1/sites/${used.site.id}/topics`);
    const notice = () => officer.call<NoticeStatus>('GET', `/v1/sites/${used.site.id}/notice`);

    test('a topic is made of what was seen; one that takes in everything is refused', async () => {
      await used.visit(used.addresses[0], 'https://shop.example/guides/first');
      await expect
        .poll(async () => {
          await page.goto(`${used.product.dashboard}/topics`);
          await page.getByRole('list', { name: 'Topics in their order' }).waitFor();
          await page.waitForLoadState('networkidle');
          return page.getByRole('button', { name: 'Make a topic of /guides/first' }).count();
        })
        .toBe(1);
      await page.getByRole('button', { name: 'Make a topic of /guides/first' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('/guides/first, 1 view').waitFor();
      await dialog.getByLabel('Paths, one a line').fill('/**');
      await dialog.getByRole('button', { name: 'Save topic' }).click();
      await dialog.getByTestId('refusal').getByText('every page of the site').waitFor();
      await holdOpenToAll(page);
      await dialog.getByLabel('Paths, one a line').fill('/guides/**');
      await dialog.getByRole('button', { name: 'Save topic' }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect((await topics()).map(({ label }) => label)).toEqual(['Pricing', 'Guides']);
      await page.getByRole('button', { name: 'Move Guides up' }).click();
      await expect
        .poll(async () => (await topics()).map(({ label }) => label))
        .toEqual(['Guides', 'Pricing']);
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect
        .poll(async () => (await topics()).map(({ label }) => label))
        .toEqual(['Pricing', 'Guides']);
      await holdOpenToAll(page);
    });

    test('a rule that promises too much is refused where it is written, with what to do instead', async () => {
      await page.goto(`${used.product.dashboard}/rules/new`);
      await page.getByLabel('Title').fill('Likely to buy');
      await page.getByTestId('refusal').getByText('Instead:').waitFor();
      await page.getByRole('button', { name: 'Save rule' }).click();
      await expect
        .poll(async () => {
          const kept = await officer.call<RuleRefused[]>('GET', `/v1/sites/${used.site.id}/rules/refused`);
          return kept.map(({ code, author }) => [code, author])[0];
        })
        .toEqual(['NP-03', 'Olga']);
      await holdOpenToAll(page);
    });

    test('a rule from a template is tried, saved, told in the notice, and opens its window', async () => {
      await used.visit(used.addresses[1]);
      await used.visit(used.addresses[1]);
      await expect.poll(async () => (await alerts()).length).toBe(1);
      await page.goto(`${used.product.dashboard}/rules`);
      await page.getByRole('link', { name: 'Use the template: A prospect shows interest' }).click();
      const sentence = page.getByTestId('sentence');
      await sentence
        .getByText('The organization is a prospect, and at least 2 sessions on Pricing')
        .waitFor();
      await page.getByRole('button', { name: 'Remove condition 1' }).click();
      await page.getByLabel('Days', { exact: true }).selectOption('14');
      await page.getByLabel('Title').fill('Two weeks of prices');
      await sentence.getByText('At least 2 sessions on Pricing within 14 days.', { exact: true }).waitFor();
      await page.getByText('The notice must be published again').waitFor();
      // The writer takes visits to the warehouse a little after they were answered.
      await expect
        .poll(async () => {
          await page.getByRole('button', { name: 'Try it' }).click();
          await page.getByTestId('trial-result').waitFor();
          return page.getByTestId('trial-result').getByRole('status').textContent();
        })
        .toContain('1 window held back');
      await page.getByRole('button', { name: /^Each window/ }).click();
      await page.getByText('another rule had told of it').waitFor();
      await holdOpenToAll(page);
      await page.getByRole('button', { name: 'Save rule' }).click();
      await page.getByText('nothing is collected until a privacy officer publishes it again').waitFor();
      await page.getByRole('link', { name: 'Two weeks of prices' }).waitFor();

      await page.getByRole('switch', { name: 'Prices is on', exact: true }).press('Space');
      await expect.poll(async () => (await rules()).filter(({ active }) => active).length).toBe(1);
      const { live, state } = await notice();
      expect(state).toBe('STALE');
      await officer.call('POST', `/v1/sites/${used.site.id}/notice`, { hash: live.hash });
      const known = await alerts();
      await expect
        .poll(
          async () => {
            await used.visit(used.addresses[2]);
            return (await alerts()).length;
          },
          { timeout: 20_000 },
        )
        .toBe(known.length + 1);
      const fresh = (await alerts()).find((alert) => known.every(({ id }) => id !== alert.id));
      expect(fresh?.rule.title).toBe('Two weeks of prices');
      await page.goto(`${used.product.dashboard}/rules`);
      await page
        .getByTestId('rule-card')
        .filter({ hasText: 'Two weeks of prices' })
        .getByText('1 window in')
        .waitFor();
      await holdOpenToAll(page);
      await page.getByRole('button', { name: 'Remove Prices', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove rule' }).click();
      await page.getByRole('button', { name: 'Removed rules (1)' }).waitFor();
    });
  },
);
