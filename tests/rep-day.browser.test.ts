/// <reference lib="dom" />
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert } from '../api/contract.ts';
import type { Exclusions } from '../api/contract-corrections.ts';
import { openEmbeddedDatabase } from '../infra/database/embedded.ts';
import { HOUR } from '../policy/time.ts';
import { barriers, overflow } from './support/barriers.ts';
import { BROWSER_MISSING, browserPath } from './support/browser.ts';
import { PASSWORD, signInOfficer } from './support/client.ts';
import { type ProductInUse, startProductInUse } from './support/product-in-use.ts';
import type { OpenSite } from './support/site.ts';

describe.skipIf(browserPath === undefined)(
  `a day of those who look after windows${browserPath ? '' : ` (${BROWSER_MISSING})`}`,
  () => {
    let used: ProductInUse;
    let ada: Page;

    beforeAll(async () => {
      used = await startProductInUse({ prepare: warm });
      await signInOfficer(used.product, used.owner, 'Petra');
      for (const name of ['Ada', 'Ben']) {
        const email = `${name.toLowerCase()}@example.org`;
        await used.owner.call('POST', '/v1/people', { name, role: 'sales', email, password: PASSWORD });
      }
      ada = await used.enter('ada');
      await ada.goto(`${used.product.dashboard}/windows`);
      await ada.getByText('No window is open').waitFor();
    }, 120_000);

    afterAll(() => used?.close());

    /** Two visitors of a network look at prices. @returns the alert of it */
    async function arrival(address: string | undefined): Promise<Alert> {
      const known = (await alerts()).map(({ id }) => id);
      for (let visitor = 0; visitor < 2; visitor += 1) await used.visit(address);
      const fresh = async () => (await alerts()).find(({ id }) => !known.includes(id));
      await expect.poll(fresh, { timeout: 40_000 }).toBeDefined();
      const alert = await fresh();
      if (!alert) throw new Error('it has gone again');
      return alert;
    }

    const alerts = async (): Promise<Alert[]> =>
      (await used.owner.call<{ items: Alert[] }>('GET', `/v1/alerts?site=${used.site.id}`)).items;
    const asked = async () => (await used.owner.call<Exclusions>('GET', '/v1/exclusions')).asked;
    const alertNow = async (id: string) => (await alerts()).find((each) => each.id === id);
    const cardOf = (page: Page, { id }: Alert) => page.locator(`[data-alert-id="${id}"]`);
    /** Takes back what a message of this text told. */
    const undo = (page: Page, text: string) =>
      page
        .locator('.mantine-Notification-root', { hasText: text })
        .getByRole('button', { name: 'Undo' })
        .click();

    test('one arrives and is read; the second who takes it on hears who was first, and takes it over', async () => {
      const alert = await arrival(used.addresses[0]);
      const card = cardOf(ada, alert);
      await card.waitFor();
      for (const told of [alert.org.name, 'Prices', alert.rule.sentence, 'sessions on Pricing', 'Since']) {
        expect(await card.textContent()).toContain(told);
      }
      const ben = await used.enter('ben', {
        // He hears of nothing while he looks.
        prepare: (page) => page.route('**/v1/alerts/stream*', (route) => route.abort()),
      });
      await ben.goto(`${used.product.dashboard}/windows`);
      await cardOf(ben, alert).waitFor();
      await card.getByRole('button', { name: 'On it' }).click();
      await card.waitFor({ state: 'detached' });
      expect(await alertNow(alert.id)).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Ada' });

      await cardOf(ben, alert).getByRole('button', { name: 'On it' }).click();
      await ben.getByText('Ada is on it.').waitFor();
      expect(await barriers(ben)).toEqual([]);
      await ben.getByRole('button', { name: 'Take it over' }).click();
      await expect.poll(async () => (await alertNow(alert.id))?.acknowledgedBy).toBe('Ben');
      await ben.context().close();

      await ada.getByRole('radiogroup').getByText('On it', { exact: true }).click();
      await card.getByText('Ben is on it').waitFor();
      await card.getByRole('button', { name: 'Take it over' }).waitFor();
      await ada.getByRole('radiogroup').getByText('Open', { exact: true }).click();
    }, 120_000);

    test('by keys: not relevant with a note, taken back, put off; and keys can be switched off', async () => {
      const alert = await arrival(used.addresses[1]);
      const card = cardOf(ada, alert);
      await card.waitFor();
      await ada.keyboard.press('j');
      expect(await card.evaluate((each) => each === document.activeElement)).toBe(true);
      await ada.keyboard.press('x');
      const dialog = ada.getByRole('dialog');
      // Letters that are keys elsewhere are text here.
      await dialog.getByLabel('Why (optional)').fill('');
      await ada.keyboard.type('jaxs?');
      expect(await barriers(ada)).toEqual([]);
      await ada.keyboard.press('Enter');
      await card.waitFor({ state: 'detached' });
      expect(await alertNow(alert.id)).toMatchObject({
        state: 'closed',
        outcome: { outcome: 'not_relevant', note: 'jaxs?', by: 'Ada' },
      });
      await undo(ada, 'counts as not relevant');
      await card.waitFor();
      expect(await alertNow(alert.id)).toMatchObject({ state: 'open', outcome: null });

      await ada.keyboard.press('j');
      await ada.keyboard.press('s');
      await ada.getByRole('menuitem', { name: '1 day' }).click();
      await card.waitFor({ state: 'detached' });
      expect((await alertNow(alert.id))?.state).toBe('snoozed');
      await undo(ada, 'comes back in 1 day');
      await card.waitFor();

      await ada.keyboard.press('?');
      await dialog.getByText('Previous window').waitFor();
      expect(await barriers(ada)).toEqual([]);
      await dialog.getByLabel('Listen to keys').uncheck();
      await ada.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await ada.keyboard.press('j');
      await ada.keyboard.press('x');
      expect(await dialog.isVisible()).toBe(false);
      await card.getByRole('button', { name: 'Not relevant' }).click();
      await dialog.getByRole('button', { name: 'Not relevant' }).click();
      await card.waitFor({ state: 'detached' });
    }, 120_000);

    test('wrong company: the match is corrected, the alert says so, and both come back', async () => {
      const alert = await arrival(used.addresses[2]);
      const card = cardOf(ada, alert);
      await card.getByRole('button', { name: 'Wrong company?' }).click();
      await ada.getByRole('menuitem', { name: 'Not them' }).click();
      await card.waitFor({ state: 'detached' });
      await expect.poll(async () => (await alertNow(alert.id))?.outcome?.outcome).toBe('wrong_company');
      await undo(ada, 'no longer shown as');
      await card.waitFor();
      await expect.poll(async () => (await alertNow(alert.id))?.outcome).toBeNull();

      await card.getByRole('button', { name: 'Exclude' }).click();
      await ada.getByRole('dialog').getByLabel('Reason').fill('Our own agency');
      await ada.getByRole('dialog').getByRole('button', { name: 'Ask' }).click();
      await card.waitFor({ state: 'detached' });
      await expect.poll(async () => (await alertNow(alert.id))?.outcome?.outcome).toBe('excluded');
      expect(await asked()).toMatchObject([{ organization: { id: alert.org.id }, by: 'Ada' }]);
      await undo(ada, 'is asked whether');
      await card.waitFor();
      await expect.poll(asked).toEqual([]);
    }, 120_000);

    test('a link of a message explains its alert, and what warms up is told without a count', async () => {
      const [alert] = await alerts();
      await ada.goto(`${used.product.dashboard}/windows?site=${used.site.id}&alert=${alert?.id}`);
      const dialog = ada.getByRole('dialog');
      await dialog.getByText('A rule was fulfilled').waitFor();
      await ada.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await expect.poll(() => new URL(ada.url()).search).toBe(`?site=${used.site.id}&state=all`);
      await ada.goto(`${used.product.dashboard}/windows?alert=nowhere`);
      await dialog.getByText('There is no such alert.').waitFor();
      await ada.keyboard.press('Escape');
      await ada.getByText('Warming up', { exact: true }).click();
      const card = ada.getByTestId('warming-card');
      await card.getByText('Example Warm plc').waitFor();
      expect(await card.textContent()).toContain('Prices');
    });

    test('what was worth it is told by rule, and names nobody', async () => {
      await ada.goto(`${used.product.dashboard}/worth`);
      const rule = ada.getByTestId('rule-worth');
      await rule.getByTestId('answer-acted').waitFor();
      expect(await rule.getByTestId('answer-acted').textContent()).toContain('1 · 33 %');
      expect(await rule.getByTestId('answer-notRelevant').textContent()).toContain('1 · 33 %');
      expect(await rule.textContent()).toContain('Too few answers to tell');
      expect(await rule.textContent()).not.toMatch(/Ada|Ben|Olga/);
    });

    test('an officer sees that nothing was stopped; it is not for sales', async () => {
      await ada.goto(`${used.product.dashboard}/privacy/incidents`);
      await ada.getByText('This is not part of your role').waitFor();
      const petra = await used.enter('petra');
      await petra.goto(`${used.product.dashboard}/privacy/incidents`);
      await petra.getByText('Nothing was stopped').waitFor();
      expect(await barriers(petra)).toEqual([]);
      await petra.context().close();
    });

    test('nothing keeps anybody out, and everything fits a phone', async () => {
      for (const width of [1280, 390]) {
        await ada.setViewportSize({ width, height: 844 });
        for (const path of ['/windows?state=all', '/windows?state=warming', '/worth']) {
          await ada.goto(used.product.dashboard + path);
          await ada
            .getByTestId(/^(alert-card|warming-card|rule-worth)$/)
            .first()
            .waitFor();
          const fits = (await overflow(ada)) <= 0;
          expect([path, width, fits, await barriers(ada)]).toEqual([path, width, true, []]);
        }
      }
    });
  },
);

/** An organization on the way to the rule of the site. */
async function warm(data: string, site: OpenSite): Promise<void> {
  const database = await openEmbeddedDatabase({ path: join(data, 'database') });
  const now = Date.now();
  await database.db
    .insertInto('warming')
    .values({
      site_id: site.id,
      rule_id: 'r',
      organization_id: '77',
      organization_name: 'Example Warm plc',
      rule_version: 1,
      since: new Date(now - HOUR),
      until: new Date(now + 24 * HOUR),
    })
    .execute();
  await database.close();
}
