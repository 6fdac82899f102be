/// <reference lib="dom" />
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContactRequestPage } from '../api/contract-contact.ts';
import type { Clearpane } from '../tracker/api.ts';
import { barriers } from './support/barriers.ts';
import { BROWSER_MISSING, browserPath, openBrowser } from './support/browser.ts';
import { AGENT, type Client, PASSWORD, signIn } from './support/client.ts';
import { customerPages, listen } from './support/consent-site.ts';
import { dataDirectory, type Product, startProduct } from './support/product.ts';
import { makeOpenSite } from './support/site.ts';

declare global {
  interface Window {
    clearpane?: Clearpane;
  }
}

/** An address of a network that the operator named. */
const OFFICE = '81.2.69.142';
const FORM = `<form action="/thanks" data-clearpane-contact>
<label>Name <input name="n" autocomplete="name"></label>
<label>E-mail <input name="e" autocomplete="section-a work email"></label>
<label>Message <textarea name="m" data-clearpane-field="message"></textarea></label>
<label>Company <input name="company" autocomplete="organization" value="Secret plc"></label>
<label>Password <input name="p" type="password" autocomplete="name" data-clearpane-field="name" value="hunter2"></label>
<input type="hidden" name="h" data-clearpane-field="message" value="hidden">
<button>Ask us</button><p data-clearpane-contact-status></p></form>`;

/** The element that loads the part for forms; other parts may be on the page as well. */
function contactPart(): string {
  const hash = createHash('sha256').update(readFileSync('dist/tracker/contact-part.js')).digest('base64');
  return `script[src*="/consent/sha256-${hash}"]`;
}

describe.skipIf(browserPath === undefined)(
  `people who ask to be contacted${browserPath ? '' : ` (${BROWSER_MISSING})`}`,
  () => {
    let data: { path: string; remove: () => Promise<void> };
    let product: Product;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let client: Client;
    let siteId: number;
    let pages: string;
    let close: () => Promise<unknown>;
    const frame = { head: '', foot: FORM, contentSecurityPolicy: '' };
    const complaints: string[] = [];
    /** Bodies of what was sent to the door. */
    const sent: Record<string, unknown>[] = [];

    beforeAll(async () => {
      data = await dataDirectory();
      const { id, key } = await makeOpenSite(data.path, { domains: ['shop.localhost'] });
      siteId = id;
      const networks = join(data.path, 'networks.csv');
      await writeFile(networks, '81.2.69.0/24,Northwind,prospect,northwind.co.uk\n');
      product = await startProduct(data.path, { environment: { CLEARPANE_OWN_NETWORKS: networks } });
      client = await signIn(product);
      const ingest = product.ingest.replace('127.0.0.1', 'in.shop.localhost');
      frame.head = `<script defer src="${ingest}/s/${key}.js"></script>`;
      frame.contentSecurityPolicy = `default-src 'none'; script-src ${ingest}; connect-src ${ingest}; img-src data:; form-action 'self'`;
      const shop = customerPages(frame);
      pages = `http://www.shop.localhost:${await listen(shop)}`;
      close = () => shop.close();
      browser = await openBrowser();
      context = await browser.newContext({
        userAgent: AGENT,
        extraHTTPHeaders: { 'x-forwarded-for': OFFICE },
      });
      page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // A refusal is told to the page; the browser notes it as well.
        const expected = /status of 422/.test(message.text());
        if (message.type() === 'error' && !expected) complaints.push(message.text());
      });
      page.on('request', (request) => {
        if (request.url() === `${ingest}/v1/contact` && request.method() === 'POST')
          sent.push(JSON.parse(request.postData() ?? '{}'));
      });
    });

    afterAll(async () => {
      await browser?.close();
      await close?.();
      await product?.stop();
      await data?.remove();
    });

    const requests = async () =>
      (await client.call<ContactRequestPage>('GET', `/v1/sites/${siteId}/contact-requests`)).items;

    async function fill(name: string, email: string, message = ''): Promise<void> {
      await page.getByLabel('Name').fill(name);
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Message').fill(message);
    }

    /** The form stays where it is, as in a page that handles it by script. */
    const handledByScript = () =>
      page.evaluate(() => {
        const form = document.querySelector('form');
        form?.addEventListener('submit', (event) => {
          event.preventDefault();
          form.reset();
        });
      });

    test('a form that leaves the page is sent, and the site’s own submission goes on', async () => {
      await page.goto(`${pages}/contact`);
      await page.waitForFunction((part) => document.querySelector(part), contactPart());
      await fill('Anna Berg', 'anna@northwind.co.uk', 'Please call me.');
      await page.getByRole('button', { name: 'Ask us' }).click();
      await page.waitForURL(/\/thanks\?n=Anna/);
      await expect.poll(requests).toMatchObject([
        {
          name: 'Anna Berg',
          email: 'anna@northwind.co.uk',
          message: 'Please call me.',
          confirmed: true,
          state: 'new',
        },
      ]);
      expect(sent).toHaveLength(1);
      expect(Object.keys(sent[0] ?? {}).sort()).toEqual(['email', 'id', 'message', 'name', 'site']);
      expect(JSON.stringify(sent)).not.toMatch(/hunter2|hidden|Secret/);
    });

    test('a form that is handled by script says what was sent; pressed twice it is one request', async () => {
      await page.goto(`${pages}/contact`);
      await handledByScript();
      await fill('Ben Cole', 'ben@other-company.de');
      await page.getByRole('button', { name: 'Ask us' }).click();
      const status = page.getByRole('status');
      await status.waitFor();
      await expect.poll(() => status.textContent()).toMatch(/^Your request was received/);
      expect(await status.textContent()).toContain('Sent: Ben Cole, ben@other-company.de.');
      await fill('Ben Cole', 'ben@other-company.de');
      await page.getByRole('button', { name: 'Ask us' }).dblclick();
      await expect.poll(() => sent.length).toBeGreaterThan(2);
      expect(new Set(sent.slice(1).map(({ id }) => id)).size).toBe(1);
      const found = await requests();
      expect(found.map(({ name, confirmed }) => [name, confirmed])).toEqual([
        ['Ben Cole', false],
        ['Anna Berg', true],
      ]);
    });

    test('free mail is refused, the page’s code is told, and may put it in its own words', async () => {
      await page.goto(`${pages}/contact`);
      await handledByScript();
      const heard = page.evaluate(
        () =>
          new Promise<unknown>((resolve) => {
            document.addEventListener('clearpane:contact', (event) => {
              event.preventDefault();
              resolve((event as CustomEvent).detail);
            });
          }),
      );
      await fill('Cleo', 'cleo@gmail.com', 'Hello');
      await page.getByRole('button', { name: 'Ask us' }).click();
      expect(await heard).toEqual({
        ok: false,
        code: 'free_mail',
        message: expect.stringMatching(/^Please use the e-mail address of your company/),
        sent: { name: 'Cleo', email: 'cleo@gmail.com', message: 'Hello' },
      });
      expect(await page.locator('[data-clearpane-contact-status]').textContent()).toBe('');
      expect((await requests()).map(({ name }) => name)).not.toContain('Cleo');
    });

    test('a form that comes later is seen when somebody begins to fill it in', async () => {
      frame.foot = '';
      await page.goto(`${pages}/later`);
      expect(await page.locator(contactPart()).count()).toBe(0);
      await page.evaluate((form) => {
        document.querySelector('main')?.insertAdjacentHTML('beforeend', form);
      }, FORM);
      await handledByScript();
      await fill('Dora', 'dora@northwind.co.uk', 'Later');
      await page.getByRole('button', { name: 'Ask us' }).click();
      await expect.poll(async () => (await requests())[0]?.name).toBe('Dora');
      frame.foot = FORM;
    });

    test('the page’s own code can ask as well, and always gets an answer', async () => {
      await page.goto(`${pages}/contact`);
      const ask = (fields: { name: string; email: string }) =>
        page.evaluate((given) => window.clearpane?.contact?.(given), fields);
      expect(await ask({ name: 'Emil', email: 'emil@northwind.co.uk' })).toMatchObject({
        ok: true,
        code: 'received',
      });
      expect(await ask({ name: '', email: 'x' })).toMatchObject({ ok: false, code: 'incomplete' });
      expect(await ask({ name: 'Emil', email: 'x' })).toMatchObject({ ok: false, code: 'invalid_email' });
      expect(complaints).toEqual([]);
    });

    test('sales answers one, takes it back, removes one, and an owner erases', async () => {
      const desk = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        // What moves can not be clicked reliably.
        reducedMotion: 'reduce',
      });
      const dashboard = await desk.newPage();
      dashboard.on('pageerror', (error) => complaints.push(error.message));
      await dashboard.goto(`${product.dashboard}/sign-in`);
      await dashboard.getByLabel('E-mail').fill('olga@example.org');
      await dashboard.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await dashboard.getByRole('button', { name: 'Sign in' }).click();
      await dashboard.getByRole('link', { name: 'Requests' }).click();
      const cards = dashboard.getByTestId('contact-request');
      const names = () => cards.getByRole('heading').allTextContents();
      await expect.poll(names).toEqual(['Emil', 'Dora', 'Ben Cole', 'Anna Berg']);
      const card = (name: string) => cards.filter({ has: dashboard.getByRole('heading', { name }) });
      expect(await card('Anna Berg').textContent()).toContain('Sent from northwind.co.uk');
      expect(await card('Ben Cole').textContent()).toContain('Not confirmed');
      expect(await barriers(dashboard)).toEqual([]);

      await card('Anna Berg').getByRole('button', { name: 'Mark as answered' }).click();
      await expect.poll(names).not.toContain('Anna Berg');
      await dashboard.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(names).toContain('Anna Berg');
      await card('Ben Cole').getByRole('button', { name: 'Remove' }).click();
      await expect.poll(names).not.toContain('Ben Cole');
      await dashboard.getByText('Removed', { exact: true }).click();
      await expect.poll(names).toEqual(['Ben Cole']);
      await card('Ben Cole').getByRole('button', { name: 'Erase now' }).click();
      await dashboard.getByRole('button', { name: 'Erase for good' }).click();
      await dashboard.getByRole('heading', { name: 'Nothing is removed' }).waitFor();

      await dashboard.getByLabel('E-mail address').fill('ANNA@northwind.co.uk');
      await dashboard.getByRole('button', { name: 'Erase …' }).click();
      await dashboard.getByRole('button', { name: 'Erase for good' }).click();
      await dashboard.getByText(/^Erased: 1 request under/).waitFor();
      await dashboard.getByText('New', { exact: true }).click();
      await expect.poll(names).toEqual(['Emil', 'Dora']);
      await dashboard.setViewportSize({ width: 390, height: 844 });
      expect(await dashboard.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await barriers(dashboard)).toEqual([]);
      expect(complaints).toEqual([]);
      await desk.close();
    });
  },
);
