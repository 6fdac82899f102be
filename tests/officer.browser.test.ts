/// <reference lib="dom" />
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Install, Refusals, Site } from '../api/contract.ts';
import type { PolicyPage } from '../api/contract-privacy.ts';
import { atRest, overflow } from './support/barriers.ts';
import { BROWSER_MISSING, browserPath, openBrowser } from './support/browser.ts';
import { PASSWORD, sendViews } from './support/client.ts';
import { complaintsBut } from './support/complaints.ts';
import { type EnterOptions, enter, makeFirstAccount, openWide } from './support/enter.ts';
import { dataDirectory, type Product, startProduct } from './support/product.ts';
import { realNetworks } from './support/site.ts';

const MEMO =
  'The addresses of networks that organizations hold are those of their routers, not of a visitor.';
const OFFICERS = ['Anna', 'Bert'];
const SUB_PAGES = [
  '/privacy',
  '/privacy/review',
  '/privacy/notice',
  '/privacy/assessments',
  '/privacy/simulator',
  '/privacy/refusals',
  '/privacy/history',
  '/privacy/history/2',
  '/privacy/levels',
];

describe.skipIf(browserPath === undefined)(
  `privacy officers at work${browserPath ? '' : ` (${BROWSER_MISSING})`}`,
  () => {
    let data: { path: string; remove: () => Promise<void> };
    let product: Product;
    let browser: Browser;
    let owner: Page;
    let anna: Page;
    let bert: Page;
    let site: Site;
    const complaints = complaintsBut([401, 409, 422]);

    beforeAll(async () => {
      data = await dataDirectory();
      product = await startProduct(data.path);
      browser = await openBrowser();
      owner = await openWide(browser, person);
    });

    afterAll(async () => {
      await browser?.close();
      await product?.stop();
      await data?.remove();
    });

    const person: EnterOptions = {
      prepare: (page) => {
        complaints.listen(page);
        // A draft asks before its tab goes.
        page.on('dialog', (dialog) => void dialog.accept());
      },
    };

    async function open(page: Page, path: string): Promise<void> {
      await page.goto(product.dashboard + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }

    const call = <T>(page: Page, path: string): Promise<T> =>
      page.evaluate(async (address) => (await fetch(address)).json() as Promise<T>, path);
    const policy = (page: Page): Promise<PolicyPage> => call(page, `/v1/sites/${site.id}/policy`);

    async function setRow(page: Page, purpose: RegExp, basis: RegExp): Promise<void> {
      await page.getByRole('button', { name: purpose }).click();
      await page.getByRole('menuitemradio', { name: basis }).click();
    }

    async function review(page: Page): Promise<void> {
      await page.getByRole('link', { name: /^Review/ }).click();
      await page.getByTestId('effect').waitFor();
    }

    async function save(page: Page, reason: string, button: string): Promise<void> {
      await page.getByLabel('Reason').fill(reason);
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('heading', { level: 1, name: 'Policy' }).waitFor();
    }

    test('an owner sets up, adds a site and two officers', async () => {
      await owner.goto(product.setup ?? 'no link');
      await makeFirstAccount(owner);
      await owner.getByRole('link', { name: 'Sites' }).click();
      await owner.getByRole('button', { name: 'Add a site' }).click();
      await owner.getByLabel('Name').fill('Shop');
      await owner.getByLabel('Domains').fill('shop.example');
      await owner.getByRole('dialog').getByRole('button', { name: 'Add site' }).click();
      await owner.getByTestId('install-status').waitFor();
      [site] = (await call<Site[]>(owner, '/v1/sites')) as [Site];

      for (const name of OFFICERS) {
        await owner.getByRole('link', { name: 'People and keys' }).click();
        await owner.getByRole('button', { name: 'Add a person' }).click();
        const dialog = owner.getByRole('dialog');
        await dialog.getByLabel('Name').fill(name);
        await dialog.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.org`);
        await dialog.getByRole('combobox', { name: 'Role' }).click();
        await owner.getByRole('option', { name: 'Privacy officer' }).click();
        await dialog.getByLabel('First password').fill(PASSWORD);
        await dialog.getByRole('button', { name: 'Add person' }).click();
        await dialog.waitFor({ state: 'hidden' });
      }
      anna = await enter(browser, product, 'anna', person);
      bert = await enter(browser, product, 'bert', person);
      for (const page of [anna, bert])
        await page.getByRole('heading', { level: 1, name: 'Policy' }).waitFor();
    });

    test('an officer fills a draft, which outlives a reload, and sees what it would do', async () => {
      await anna.getByRole('button', { name: 'Fill the draft: UK and EU B2B' }).click();
      await anna.getByRole('button', { name: /^Controller/ }).click();
      await anna.getByRole('textbox', { name: 'Name', exact: true }).fill('Shop Ltd');
      await anna.getByRole('textbox', { name: 'Contact', exact: true }).fill('privacy@shop.example');
      await anna.getByRole('textbox', { name: 'Responsible for data protection', exact: true }).fill('Anna');
      await anna.getByRole('button', { name: /^Establishments/ }).click();
      await anna.getByRole('combobox', { name: 'Places' }).fill('United King');
      await anna.getByRole('option', { name: 'United Kingdom' }).click();
      await anna.keyboard.press('Escape');
      await anna.getByRole('button', { name: /^Memos/ }).click();
      await anna.getByRole('textbox', { name: 'United Kingdom' }).fill(MEMO);
      expect(await policy(anna)).toMatchObject({ active: { version: 1 }, proposal: null });

      await anna.reload();
      await anna.getByText('Draft: 21 changes').waitFor();
      await review(anna);
      const effect = await anna.getByTestId('effect').textContent();
      expect(effect).toContain('Wider');
      expect(await serious(anna)).toEqual([]);
      expect(await anna.locator('[data-cell="measure UK"] [data-direction="wider"]').count()).toBe(1);
    });

    test('what widens is in force only after a second officer agreed', async () => {
      await save(anna, 'We start with the UK and the EU', 'Ask a second officer');
      await anna.getByText('Your proposal waits for a second officer').waitFor();
      expect(await anna.getByRole('button', { name: 'Approve' }).count()).toBe(0);
      expect((await policy(anna)).active.version).toBe(1);

      await open(bert, '/privacy');
      await bert.getByText('Anna asks for a second officer').waitFor();
      expect(await serious(bert)).toEqual([]);
      await bert.getByRole('button', { name: 'Approve' }).click();
      await bert.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
      await bert.getByText('no notice is published').waitFor();
      const { active } = await policy(bert);
      expect(active).toMatchObject({ version: 2, author: 'Anna', approvedBy: 'Bert' });
    });

    test('an assessment is approved by somebody else', async () => {
      await open(anna, '/privacy/assessments');
      await anna.getByRole('button', { name: 'Record an assessment' }).click();
      await anna.getByLabel('Summary').fill('We weighed the interest of the shop against that of visitors.');
      await anna.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
      await anna.getByText('nobody approves an assessment of their own').waitFor();
      expect(await anna.getByRole('button', { name: 'Approve' }).count()).toBe(0);

      await open(bert, '/privacy/assessments');
      await bert.getByRole('button', { name: 'Approve' }).click();
      await bert.locator('[data-testid=assessment][data-state=APPROVED]').waitFor();
      await bert.getByText(/^Review due in/).waitFor();
    });

    test('a notice is published, and the site collects', async () => {
      await open(anna, '/privacy/notice');
      await anna.getByTestId('notice-state').getByText('Not published').waitFor();
      await anna.getByRole('main').getByRole('button', { name: 'Publish the notice' }).last().click();
      await anna.getByTestId('notice-state').getByText('Up to date').waitFor();
      await anna.getByTestId('banner').waitFor({ state: 'detached' });

      const accepted = async () => {
        await visit();
        return (await call<Install>(anna, `/v1/sites/${site.id}/install`)).accepted;
      };
      await expect.poll(accepted, { interval: 200 }).toBeGreaterThan(0);
    });

    async function visit(): Promise<void> {
      const { named } = await realNetworks();
      const address = named.find(({ country }) => country === 'GB')?.address ?? 'no network';
      await sendViews(product, site, [{ url: 'https://shop.example/pricing' }], { address });
    }

    test('a purpose that is turned off is off at once, and the notice has to say so', async () => {
      await open(anna, '/privacy');
      await setRow(anna, /^Tell sales.*set all regions/, /^Off/);
      await review(anna);
      expect(await anna.getByTestId('effect').textContent()).toContain('Narrower');
      await save(anna, 'Sales does not follow up', 'Put in force now');
      await anna.getByText('the published notice does not describe what the site does now').waitFor();
      const { active } = await policy(anna);
      expect(active.version).toBe(3);
      expect(Object.values(active.policy.bases.alert_sales)).not.toContain('LI');

      const reasons = async () => {
        await visit();
        const { reasons: all } = await call<Refusals>(anna, `/v1/sites/${site.id}/refusals`);
        return all.map(({ reason }) => reason);
      };
      await expect.poll(reasons, { interval: 200 }).toContain('N0_STALE');
      await anna.getByRole('button', { name: 'Publish it again' }).click();
      await anna.getByTestId('banner').waitFor({ state: 'detached' });
    });

    test('of two officers at work, the slower one loses nothing', async () => {
      await setRow(anna, /^Recognize.*set all regions/, /^Off/);
      await open(bert, '/privacy');
      await bert.locator('[data-cell="measure FR"]').click();
      await bert.getByRole('menuitemradio', { name: /^Off/ }).click();
      await review(bert);
      await save(bert, 'France is too much for now', 'Put in force now');

      await review(anna);
      await anna.getByText('Bert brought version 4 into force while you were at work').waitFor();
      expect(await serious(anna)).toEqual([]);
      await anna.getByRole('button', { name: 'Lay my draft over version 4' }).click();
      await save(anna, 'Nobody is recognized', 'Put in force now');
      const { active } = await policy(anna);
      expect(active.version).toBe(5);
      expect(active.policy.bases.measure.FR).toBe('OFF');
      expect(Object.values(active.policy.bases.recognise_visitor)).not.toContain('CONSENT');
    });

    test('the server is the last to say that another version came', async () => {
      // Told nothing in the meantime, as a page whose tab slept.
      const before = await policy(anna);
      await anna.route('**/policy', (route) =>
        route.request().method() === 'GET' ? route.fulfill({ json: before }) : route.continue(),
      );
      await anna.locator('[data-cell="measure UK"]').click();
      await anna.getByRole('menuitemradio', { name: /^Off/ }).click();
      await open(bert, '/privacy');
      await bert.getByRole('button', { name: /^Consent/ }).click();
      await bert.getByRole('combobox', { name: 'Consent holds for' }).click();
      await bert.getByRole('option', { name: '5 months', exact: true }).click();
      await review(bert);
      await save(bert, 'A shorter life', 'Put in force now');

      await review(anna);
      await anna.getByLabel('Reason').fill('Nothing in the UK either');
      const refused = anna.waitForResponse((response) => response.status() === 409);
      await anna.getByRole('button', { name: 'Put in force now' }).click();
      await refused;
      await anna.unroute('**/policy');
      await anna.getByText('Bert brought version 6 into force').waitFor();
      await anna.getByText('How long consent holds: 6 months → 5 months').waitFor();
      await anna.getByRole('link', { name: 'Back to the draft' }).click();
      await anna.getByRole('button', { name: 'Discard' }).click();
      await anna.getByTestId('draft-bar').waitFor({ state: 'detached' });
    });

    test('an earlier version comes back as a new one, by the same way', async () => {
      await open(anna, '/privacy/history');
      await anna.getByRole('link', { name: 'View and compare version 2' }).click();
      await anna.getByRole('button', { name: 'Restore as a new version' }).click();
      await anna.getByTestId('effect').waitFor();
      await save(anna, 'Back to where we began', 'Ask a second officer');
      await open(bert, '/privacy');
      await bert.getByRole('button', { name: 'Approve' }).click();
      await bert.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
      await expect.poll(async () => (await policy(bert)).active.version).toBe(7);
      expect((await policy(bert)).active.restores).toBe(2);
      await bert.getByRole('link', { name: 'History' }).click();
      await bert.getByText('Brings back version 2').waitFor();
    });

    test('an owner switches everything off; an officer switches it on again', async () => {
      await open(owner, '/privacy');
      await owner.getByRole('button', { name: 'Switch off' }).click();
      await owner.getByRole('menuitem', { name: /^All sites/ }).click();
      const dialog = owner.getByRole('dialog');
      await dialog.getByLabel('Reason').fill('A complaint came in');
      await dialog.getByRole('button', { name: 'Switch off' }).click();
      await owner.getByText('Collection is switched off on all sites').waitFor();
      expect(await owner.getByRole('button', { name: 'Switch on again' }).count()).toBe(0);

      await open(bert, '/sites');
      await bert.getByText('A complaint came in').waitFor();
      await bert.getByRole('button', { name: 'Switch on again' }).click();
      await bert.getByRole('dialog').getByLabel('Reason').fill('It was about another site');
      await bert.getByRole('dialog').getByRole('button', { name: 'Switch on' }).click();
      await expect.poll(async () => (await policy(bert)).killedEverywhere).toBeNull();
    });

    test('the simulator answers its examples', async () => {
      await open(anna, '/privacy/simulator');
      const result = anna.getByTestId('simulation');
      await anna.getByRole('button', { name: 'Visitor from Germany, refused' }).click();
      await result.getByText('C02', { exact: true }).waitFor();
      expect(await result.getAttribute('data-level')).toBe('DROP');
    });

    test('arrow keys walk through the matrix', async () => {
      await open(anna, '/privacy');
      await anna.locator('[data-cell="measure EEA"]').focus();
      await anna.keyboard.press('ArrowRight');
      await anna.keyboard.press('ArrowDown');
      const cell = anna.locator('[data-cell="identify_org FR"]');
      expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true);
      await anna.keyboard.press('Enter');
      await anna.getByRole('menuitemradio', { name: /^Legitimate interest/ }).waitFor();
      await anna.keyboard.press('Escape');
      expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true);
    });

    test('every page is accessible, on a desk in light and on a phone in dark', async () => {
      const found: string[] = [];
      for (const page of [anna, owner]) {
        for (const path of SUB_PAGES) {
          await open(page, path);
          await page.waitForLoadState('networkidle').catch(() => undefined);
          if (page === anna && path === '/privacy') await openEverything(page);
          // A page is loaded once, and shown in each way: it follows its window and its device.
          for (const [width, colorScheme] of [
            [390, 'dark'],
            [1280, 'light'],
          ] as const) {
            await page.setViewportSize({ width, height: 844 });
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
            const at = `${path} at ${width} pixels`;
            found.push(...(await serious(page)).map((each) => `${at}: ${each}`));
            const tooWide = await overflow(page);
            if (tooWide > 0) found.push(`${at}: ${tooWide} pixels too wide`);
          }
        }
      }
      expect(found).toEqual([]);
    }, 240_000);

    async function openEverything(page: Page): Promise<void> {
      for (const control of await page.locator('.mantine-Accordion-control').all()) await control.click();
    }

    async function serious(page: Page): Promise<string[]> {
      await page.evaluate(axe.source);
      await atRest(page);
      const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    }

    test('no page complained, and nothing was fetched from elsewhere', () => {
      expect(complaints.all).toEqual([]);
    });
  },
);
