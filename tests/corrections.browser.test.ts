/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert, Me, OrganizationPage, Refusals } from '../api/contract.ts';
import { barriers, holdOpenToAll } from './support/barriers.ts';
import { BROWSER_MISSING, browserPath } from './support/browser.ts';
import { signInOfficer } from './support/client.ts';
import { type ProductInUse, startProductInUse } from './support/product-in-use.ts';

describe.skipIf(browserPath === undefined)(
  `corrections and exclusions in a real browser${browserPath ? '' : ` (${BROWSER_MISSING})`}`,
  () => {
    let used: ProductInUse;
    let page: Page;

    beforeAll(async () => {
      used = await startProductInUse();
      const officer = await signInOfficer(used.product, used.owner, 'Petra');
      expect((await officer.call<Me>('GET', '/v1/me')).role).toBe('privacy_officer');
      page = await used.enter('olga');
      await page.getByRole('link', { name: 'Organizations' }).waitFor();
    });

    afterAll(() => used?.close());

    const organizations = async (): Promise<OrganizationPage['items']> =>
      (await used.owner.call<OrganizationPage>('GET', `/v1/sites/${used.site.id}/organizations`)).items;
    const alerts = () =>
      used.owner
        .call<{ items: Alert[] }>('GET', `/v1/alerts?site=${used.site.id}&state=open`)
        .then((all) => all.items);

    test('an alert of the wrong company is corrected in two clicks, and its window closes', async () => {
      await used.visit(used.addresses[0]);
      await used.visit(used.addresses[0]);
      await expect.poll(async () => (await alerts()).length, { timeout: 30_000 }).toBe(1);
      const [alert] = await alerts();
      await page.goto(`${used.product.dashboard}/windows`);
      const card = page.locator(`[data-alert-id="${alert?.id}"]`);
      await card.getByRole('button', { name: 'Wrong company?' }).click();
      await page.getByRole('menuitem', { name: 'Not them' }).click();
      await card.waitFor({ state: 'detached' });
      await page.getByText('no longer shown as').waitFor();

      // The next visit of the same network names nobody, and opens nothing.
      const before = (await organizations()).map(({ views }) => views);
      await expect
        .poll(async () => {
          await used.visit(used.addresses[0]);
          return (await counted()) > 0;
        })
        .toBe(true);
      const settled = await organizations();
      await used.visit(used.addresses[0]);
      await used.visit(used.addresses[1]);
      await expect.poll(async () => (await organizations()).length).toBe(before.length + 1);
      expect((await organizations()).find(({ id }) => id === alert?.org.id)?.views).toBe(
        settled.find(({ id }) => id === alert?.org.id)?.views,
      );
      expect(await alerts()).toEqual([]);

      await page.getByRole('button', { name: 'Undo' }).click();
      await card.waitFor();
      expect(await card.getAttribute('data-state')).toBe('open');
    });

    const refusals = () => used.owner.call<Refusals>('GET', `/v1/sites/${used.site.id}/refusals`);
    const countOf = async (reason: string): Promise<number> =>
      (await refusals()).reasons.find((each) => each.reason === reason)?.count ?? 0;
    /** Views that were counted because nobody could be named. */
    const counted = async (): Promise<number> =>
      (await refusals()).reasons.reduce((sum, { count }) => sum + count, 0);

    test('this is somebody else: by search, and by a new name, from a row of the list', async () => {
      const [first, second] = await organizations();
      await page.goto(`${used.product.dashboard}/organizations`);
      await page.getByRole('button', { name: `Wrong match? Correct ${first?.name}` }).click();
      await page.getByRole('menuitem', { name: /somebody else/ }).click();
      const dialog = page.getByRole('dialog');
      expect(await barriers(page)).toEqual([]);
      await dialog.getByLabel('Search').fill(second?.name ?? '');
      await dialog
        .getByRole('button', { name: second?.name ?? '' })
        .first()
        .click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByText(`is shown as ${second?.name}`).waitFor();
      await page.goto(`${used.product.dashboard}/organizations/${first?.id}`);
      await page.getByTestId('corrected').getByText('Olga decided it').waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('button', { name: 'Take it back' }).click();
      await page.getByTestId('corrected').waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'Wrong match?' }).first().click();
      await page.getByRole('menuitem', { name: /somebody else/ }).click();
      await dialog.getByText('Somebody new').click();
      await dialog.getByLabel('Name').fill('Zuri Ltd');
      await dialog.getByRole('button', { name: 'Correct' }).click();
      await dialog.waitFor({ state: 'hidden' });
      const address = used.addresses[first?.name === undefined ? 0 : await addressOf(first.id)];
      await expect
        .poll(async () => {
          await used.visit(address);
          return (await organizations()).map(({ name }) => name);
        })
        .toContain('Zuri Ltd');
    });

    /** Which of the two networks was named so at first. */
    const addressOf = async (id: string): Promise<number> =>
      (await used.owner.call<{ items: Alert[] }>('GET', `/v1/alerts?organization=${id}`)).items.length > 0
        ? 0
        : 1;

    test('an exclusion works within five seconds, and goes again', async () => {
      const address = used.addresses[2] ?? '';
      await page.goto(`${used.product.dashboard}/privacy/exclusions`);
      await page.getByText('Nothing is excluded').waitFor();
      await page.getByRole('button', { name: 'Exclude visits' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Network or domain').fill(`${address}/32`);
      await dialog.getByLabel('Reason').fill('Our office in Leeds');
      expect(await barriers(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Exclude' }).click();
      await page.getByTestId('exclusion-row').waitFor();
      const saved = Date.now();
      await expect
        .poll(
          async () => {
            await used.visit(address);
            return countOf('X03');
          },
          { timeout: 5_000 },
        )
        .toBeGreaterThan(0);
      expect(Date.now() - saved).toBeLessThan(5_000);
      await holdOpenToAll(page);
      await page.getByRole('button', { name: /^Remove the exclusion/ }).click();
      await dialog.getByRole('button', { name: 'Remove exclusion' }).click();
      await page.getByText('Nothing is excluded').waitFor();
      const names = async () => (await organizations()).length;
      const before = await names();
      await expect
        .poll(async () => {
          await used.visit(address);
          return names();
        })
        .toBe(before + 1);
    });

    test('a correction counts for what is stored, and comes back; the quality page tells of both', async () => {
      const others = (await organizations()).map(({ id }) => id);
      await used.visit(used.addresses[3]);
      const known = async (id: string | undefined) => (await organizations()).find((each) => each.id === id);
      const fresh = async () => (await organizations()).find(({ id }) => !others.includes(id));
      await expect.poll(fresh).toBeDefined();
      const seen = await fresh();
      await page.goto(`${used.product.dashboard}/organizations/${seen?.id}`);
      await page.getByRole('button', { name: 'Wrong match?' }).first().click();
      await page.getByRole('menuitem', { name: 'This is an internet provider' }).click();
      await page.getByTestId('past-offer').getByRole('button').click();
      await page.getByText('corrected as well').waitFor();
      expect(await known(seen?.id)).toBeUndefined();
      expect(await barriers(page)).toEqual([]);

      await page.goto(`${used.product.dashboard}/privacy/matches`);
      await page.getByTestId('outcome-named_high').waitFor();
      const row = page.getByTestId('correction-row').first();
      await row.getByText('is an internet provider').waitFor();
      await holdOpenToAll(page);
      await row.getByRole('button', { name: /^Take back/ }).click();
      await row.getByText('taken back by Olga').waitFor();
      await expect.poll(async () => (await known(seen?.id))?.views).toBe(seen?.views);
    });

    test('an officer lets DNS be asked, with a reason, and nobody else sees the switch', async () => {
      await page.goto(`${used.product.dashboard}/privacy/reverse-dns`);
      await page.getByText('This is not part of your role').waitFor();
      const officer = await used.enter('petra');
      await officer.setViewportSize({ width: 390, height: 844 });
      await officer.goto(`${used.product.dashboard}/privacy/reverse-dns`);
      await officer.getByText('DNS is not asked').waitFor();
      await officer.getByLabel('Reason').fill('Our resolver stays in the house');
      await officer.getByRole('button', { name: 'Switch on' }).click();
      await officer.getByText('Our resolver stays in the house').waitFor();
      expect(await barriers(officer)).toEqual([]);
      await officer.getByLabel('Reason').fill('Only a trial');
      await officer.getByRole('button', { name: 'Switch off' }).click();
      await officer.getByText('DNS is not asked').waitFor();
      await officer.context().close();
    });
  },
);
