/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriers, overflow } from './support/barriers.ts';
import { BROWSER_MISSING, browserPath } from './support/browser.ts';
import { type ProductInUse, startProductInUse } from './support/product-in-use.ts';

const FILE = [
  'Company;Website;Relationship;Owner e-mail',
  'Älg AB;https://www.alg.se;Customer;olga@example.org',
  'Birch Ltd;birch.co.uk;Prospect;',
  'A person;someone@gmail.com;;',
].join('\r\n');

describe.skipIf(browserPath === undefined)(
  `accounts and routing in a real browser${browserPath ? '' : ` (${BROWSER_MISSING})`}`,
  () => {
    let used: ProductInUse;
    let page: Page;

    beforeAll(async () => {
      used = await startProductInUse();
      page = await used.enter('olga');
      await page.getByRole('link', { name: 'Accounts' }).click();
    });

    afterAll(() => used?.close());

    test('a file is shown, a line that can not be used is left out on purpose, and the others are there', async () => {
      await page.getByText('There is no account yet').waitFor();
      await page.getByRole('button', { name: 'Import' }).click();
      const dialog = page.getByRole('dialog', { name: 'Import accounts' });
      const choosing = page.waitForEvent('filechooser');
      await dialog.getByLabel('File', { exact: true }).click();
      // As an old spreadsheet writes it: Windows-1252.
      const buffer = Buffer.from(FILE, 'latin1');
      await (await choosing).setFiles({ name: 'crm.csv', mimeType: 'text/csv', buffer });
      await dialog.getByText('2 new, 0 changed, 0 as they are, 1 refused').waitFor();
      await dialog.getByText('Line 4: The domain is an e-mail address').waitFor();
      const run = dialog.getByRole('button', { name: 'Import 2 accounts' });
      expect(await run.isDisabled()).toBe(true);
      await dialog.getByLabel('leave out 1 line').check();
      await run.click();
      await dialog.waitFor({ state: 'detached' });
      const list = page.getByRole('list', { name: 'Accounts' });
      await list.getByText('Älg AB').waitFor();
      expect(await list.getByRole('listitem').count()).toBe(2);
    });

    test('an account is watched, changed, removed, and comes back', async () => {
      const row = page.getByRole('listitem').filter({ hasText: 'Birch' });
      await row.getByRole('button', { name: 'Watch Birch Ltd' }).click();
      await row.locator('[aria-pressed=true]').waitFor();
      await row.getByRole('button', { name: 'Change Birch Ltd' }).click();
      await page.getByLabel('Name').fill('Birch & Sons');
      await page.getByRole('button', { name: 'Save' }).click();
      await row.getByText('Birch & Sons').waitFor();
      await row.getByRole('button', { name: 'Remove Birch & Sons' }).click();
      await row.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Undo' }).click();
      await row.locator('[aria-pressed=true]').waitFor();
    });

    test('a country gets a person, and it stays so', async () => {
      await page.getByRole('link', { name: 'Routing' }).click();
      await page.getByRole('combobox', { name: 'Add a country' }).fill('Swed');
      await page.getByRole('option', { name: 'Sweden' }).click();
      await page.getByRole('checkbox', { name: 'Olga' }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Not saved yet').waitFor({ state: 'detached' });
      await page.reload();
      await page.getByRole('combobox', { name: 'Whose territory Sweden is' }).waitFor();
      expect(await page.getByRole('checkbox', { name: 'Olga' }).isChecked()).toBe(true);
    });

    test('with something in them the pages fit a phone and have no barrier, in light and in dark', async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width: colorScheme === 'dark' ? 1280 : 390, height: 844 });
        for (const [path, shown] of [
          ['/accounts', 'Älg AB'],
          ['/routing', 'Sweden'],
        ] as const) {
          await page.goto(used.product.dashboard + path);
          await page.getByText(shown).waitFor();
          if (path === '/accounts') await page.getByRole('button', { name: 'Change Älg AB' }).click();
          const fits = (await overflow(page)) <= 0;
          expect([path, colorScheme, fits, await barriers(page)]).toEqual([path, colorScheme, true, []]);
        }
      }
    });
  },
);
