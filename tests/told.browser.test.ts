/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE } from '../alerts/deliveries/sample.ts';
import type { HeldBackPage } from '../api/contract-my-alerts.ts';
import { DAY, HOUR } from '../policy/time.ts';
import { barriers, overflow } from './support/barriers.ts';
import { BROWSER_MISSING, browserPath } from './support/browser.ts';
import { PASSWORD } from './support/client.ts';
import { openDatabaseOf } from './support/product.ts';
import { type ProductInUse, startProductInUse } from './support/product-in-use.ts';
import { openReceivers, type Receivers } from './support/receivers.ts';

describe.skipIf(browserPath === undefined)(
  `how people hear of alerts${browserPath ? '' : ` (${BROWSER_MISSING})`}`,
  () => {
    let receivers: Receivers;
    let used: ProductInUse;
    let page: Page;

    beforeAll(async () => {
      receivers = await openReceivers();
      used = await startProductInUse({
        prepare: (data, site) => addSwitchedOff(data, site.id, `${receivers.url}/old`),
        environment: {
          CLEARPANE_PRIVATE_TARGETS: '127.0.0.1/32',
          CLEARPANE_SMTP_URL: receivers.smtpUrl,
          CLEARPANE_MAIL_FROM: 'Clearpane <alerts@clearpane.example>',
        },
      });
      const { id } = await used.owner.call<{ id: string }>('GET', '/v1/me');
      await used.owner.call('PUT', '/v1/routing', { territories: [], round: [], default: { person: id } });
      const ada = { name: 'Ada', role: 'sales', email: 'ada@example.org', password: PASSWORD };
      await used.owner.call('POST', '/v1/people', ada);
      page = await used.enter('olga');
    }, 240_000);

    afterAll(async () => {
      await used?.close();
      await receivers?.close();
    });

    const channelCard = (name: string) =>
      page.getByTestId('channel-card').filter({ has: page.getByRole('heading', { name, exact: true }) });

    async function addChannel(kind: string, name: string, url: string): Promise<void> {
      await page.getByRole('button', { name: 'Add a channel' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'Kind' }).click();
      await page.getByRole('option', { name: kind }).click();
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByLabel('Address').fill(url);
      await dialog.getByRole('button', { name: 'Add channel' }).click();
    }

    test('a webhook is added, shows its secret once, is tried, and gets another secret', async () => {
      await page.goto(`${used.product.dashboard}/channels`);
      await addChannel('Webhook', 'CRM', `${receivers.url}/crm`);
      const dialog = page.getByRole('dialog');
      await dialog.getByText('is added. Copy the secret now').waitFor();
      expect(await dialog.textContent()).toContain('whsec_');
      expect(await barriers(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Done' }).click();

      const card = channelCard('CRM');
      await card.getByRole('button', { name: 'Send a test to CRM' }).click();
      await card.getByText('The test arrived').waitFor();
      expect(receivers.taken.filter(({ target }) => target === '/crm')).toHaveLength(1);
      await card.getByRole('button', { name: 'What was sent' }).click();
      const row = card.getByTestId('delivery-row');
      await row.getByRole('button', { name: 'Tries' }).click();
      await row.getByText(/Delivered \(200\) after/).waitFor();
      await row.getByText('ok', { exact: true }).waitFor();

      await card.getByRole('button', { name: 'New secret for CRM' }).click();
      await dialog.getByRole('button', { name: 'Make a new secret' }).click();
      await dialog.getByText('Messages carry signatures of both secrets until').waitFor();
      await dialog.getByRole('button', { name: 'Done' }).click();
    });

    test('an address that nothing may be sent to is refused, and a target that is not there says so', async () => {
      await addChannel('Slack', 'Inside', 'https://10.0.0.1/hook');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('lies in a private network').first().waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await addChannel('Slack', 'Nobody there', 'http://127.0.0.1:9/');
      const card = channelCard('Nobody there');
      await card.getByRole('button', { name: 'Send a test to Nobody there' }).click();
      await card.getByText('The test did not arrive').waitFor();
      await card.getByText('The target could not be reached').waitFor();
      await card.getByRole('button', { name: 'Remove Nobody there' }).click();
      await dialog.getByRole('button', { name: 'Remove channel' }).click();
      await card.waitFor({ state: 'detached' });
    });

    test('one that was switched off says why, is switched on, and what failed is sent again', async () => {
      const card = channelCard('Old CRM');
      await card.getByText('Clearpane switched it off').waitFor();
      await card.getByText('Nothing got there for five days.').waitFor();
      await card.getByRole('button', { name: 'What was sent' }).click();
      const row = card.getByTestId('delivery-row');
      await row.getByRole('button', { name: 'Tries' }).click();
      await row.getByText('The target refused it (503)').first().waitFor();
      await row.getByText('Down for maintenance').first().waitFor();
      for (const width of [1280, 390]) await fits('/channels', width, { goes: false });

      await row.getByRole('button', { name: 'Send again' }).click();
      await row.getByText('The channel is off. Switch it on first.').waitFor();
      await card.getByRole('button', { name: 'Switch on Old CRM' }).click();
      await card.getByText('Active').waitFor();
      await row.getByRole('button', { name: 'Send again' }).click();
      await expect
        .poll(() => receivers.taken.filter(({ target }) => target === '/old'))
        .toEqual([{ target: '/old', id: 'failed', alerts: ['failed'] }]);
      await expect.poll(() => row.getAttribute('data-state')).toBe('delivered');
    });

    /** Two visitors of a network look at prices, and the alert is told or held back. */
    async function arrival(index: number): Promise<void> {
      const seen = receivers.taken.filter(({ target }) => target === '/crm').length;
      for (let visitor = 0; visitor < 2; visitor += 1) await used.visit(used.addresses[index]);
      // Channels hear of each alert, whatever people wish.
      await expect
        .poll(() => receivers.taken.filter(({ target }) => target === '/crm').length, { timeout: 40_000 })
        .toBeGreaterThan(seen);
    }
    const ledger = async (): Promise<string[]> =>
      (await used.owner.call<HeldBackPage>('GET', `/v1/sites/${used.site.id}/held-back`)).items.map(
        ({ reason }) => reason,
      );
    const save = async (): Promise<void> => {
      // The words of the save before may still be there, so the answer is what tells.
      const saved = page.waitForResponse(
        (response) => response.request().method() === 'PUT' && response.url().endsWith('/v1/me/alerts'),
      );
      await page.getByRole('button', { name: 'Save' }).click();
      expect((await saved).status()).toBe(200);
      await page.getByText('Saved. It counts from the next alert on.').last().waitFor();
    };

    test('wishes are kept, and decide when somebody is told', async () => {
      await page.goto(`${used.product.dashboard}/my-alerts`);
      await page.getByText('An alert that comes now is told at once.').waitFor();
      await page.getByLabel('No more than so many a day').check();
      await page.getByLabel('Alerts a day').fill('1');
      await save();
      await arrival(0);
      await expect.poll(() => receivers.taken.filter(({ target }) => target === 'mail').length).toBe(1);
      await arrival(1);
      expect(await ledger()).toEqual(['budget']);
      await page.reload();
      await page.getByText('You have had the alerts of the day.').waitFor();

      const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);
      await page.getByRole('switch', { name: 'Quiet hours', exact: true }).check();
      await page.getByLabel('From').fill(clock(Date.now() - 2 * HOUR));
      await page.getByLabel('Until').fill(clock(Date.now() + 2 * HOUR));
      await save();
      await page.getByText('These are your quiet hours.').waitFor();
      await arrival(2);

      await page.getByRole('switch', { name: 'Quiet hours', exact: true }).uncheck();
      await page.getByText('All at once, in a digest').click();
      await page.getByRole('button', { name: 'Another time' }).click();
      await page.getByText('Sunday').click();
      await save();
      await arrival(3);

      await page.getByText('Sunday').click();
      await page.getByRole('combobox', { name: 'Muted rules' }).click();
      await page.getByRole('option', { name: /^Prices/ }).click();
      await page.keyboard.press('Escape');
      await save();
      await arrival(4);
      expect(await ledger()).toEqual(['muted', 'digest', 'quiet_hours', 'budget']);

      await page.reload();
      expect(await page.getByLabel('All at once, in a digest').isChecked()).toBe(true);
      expect(await page.getByLabel('Time 2 of the digest').inputValue()).toBe('16:00');
      for (const width of [1280, 390]) await fits('/my-alerts', width);
    }, 120_000);

    test('what was held back stands there with its reason, and colleagues do not see it', async () => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${used.product.dashboard}/held-back`);
      const rows = page.getByTestId('held-back-row');
      await rows.nth(3).waitFor();
      const told = (await rows.allTextContents()).join('\n');
      for (const words of [
        'You have muted this rule.',
        'You want alerts all at once, so it waits until',
        'It came in your quiet hours, so it waits until',
        'You have had the alerts of the day, so it waits until',
        'Rule “Prices”',
      ]) {
        expect(told).toContain(words);
      }
      for (const width of [1280, 390]) await fits('/held-back', width);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.getByRole('combobox', { name: 'Reason' }).click();
      await page.getByRole('option', { name: 'Daily budget' }).click();
      await expect.poll(() => rows.count()).toBe(1);

      const ada = await used.enter('ada');
      await ada.goto(`${used.product.dashboard}/held-back`);
      await ada.getByText('Nothing was held back').waitFor();
      await ada.goto(`${used.product.dashboard}/windows`);
      await ada
        .getByTestId('alert-routed')
        .first()
        .getByText('It went to Olga: “Nobody owns it, and you hear of what nobody owns.”')
        .waitFor();
      await ada.context().close();
      await page.goto(`${used.product.dashboard}/windows`);
      await page
        .getByText('It came to you: nobody owns it, and you hear of what nobody owns.')
        .first()
        .waitFor();
    }, 120_000);

    async function fits(path: string, width: number, { goes = true } = {}): Promise<void> {
      await page.setViewportSize({ width, height: 900 });
      if (goes) await page.goto(used.product.dashboard + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('main li, main form').first().waitFor();
      expect([path, width, (await overflow(page)) <= 0, await barriers(page)]).toEqual([
        path,
        width,
        true,
        [],
      ]);
    }
  },
);

/** A channel that failed for five days, with what it was not told. */
async function addSwitchedOff(data: string, site: number, url: string): Promise<void> {
  const database = await openDatabaseOf(data);
  const { db } = database;
  const now = Date.now();
  const [since, off] = [new Date(now - 6 * DAY), new Date(now - DAY)];
  await db
    .insertInto('channels')
    .values({
      id: 'old',
      kind: 'webhook',
      name: 'Old CRM',
      url,
      secrets: JSON.stringify([{ secret: `whsec_${Buffer.alloc(24, 1).toString('base64')}`, until: null }]),
      active: false,
      failing_since: since,
      disabled_at: off,
      disabled_reason: 'failing_too_long',
      created_by: 'Olga',
    })
    .execute();
  const window = { id: 'failed', site_id: site, organization_id: '1', rule_id: 'r', rule_version: 1 };
  await db
    .insertInto('windows')
    .values({ ...window, state: 'closed', opened_at: since, expires_at: off })
    .execute();
  const alert = { id: 'failed', window_id: 'failed', site_id: site, body: JSON.stringify(SAMPLE.body) };
  await db
    .insertInto('alerts')
    .values({ ...alert, dispatched_at: since })
    .execute();
  await db
    .insertInto('deliveries')
    .values({
      id: 'failed',
      kind: 'alert',
      channel_id: 'old',
      alert_ids: JSON.stringify(['failed']),
      reason: 'This channel hears of every alert of the site.',
      state: 'failed',
      due_at: since,
      attempts: 2,
      created_at: since,
      done_at: off,
    })
    .execute();
  const tried = { delivery_id: 'failed', code: 'refused', status: 503, excerpt: 'Down for maintenance' };
  await db
    .insertInto('delivery_attempts')
    .values([since, off].map((at) => ({ ...tried, at, took_ms: 40 })))
    .execute();
  await database.close();
}
