/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { PASSWORD } from './client.ts';
import type { Product } from './product.ts';

export interface EnterOptions {
  /** Before the first address is opened. */
  prepare?: (page: Page) => unknown;
}

/** A page in a context of its own that is wide and moves nothing: what moves can not be clicked or read reliably. */
export async function openWide(browser: Browser, { prepare }: EnterOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await prepare?.(page);
  return page;
}

/** Fills the form of the first-run link, which the page shows, as Olga, and sends it. */
export async function makeFirstAccount(page: Page): Promise<void> {
  await page.getByLabel(/name/i).first().fill('Olga');
  await page.getByLabel(/e-?mail/i).fill('olga@example.org');
  for (const field of await page.locator('input[type=password]').all()) await field.fill(PASSWORD);
  await page.locator('button[type=submit]').click();
}

/** Signs somebody in at the dashboard, in a context of their own. */
export async function enter(
  browser: Browser,
  product: Product,
  name: string,
  options?: EnterOptions,
): Promise<Page> {
  const page = await openWide(browser, options);
  await page.goto(`${product.dashboard}/sign-in`);
  await page.getByLabel('E-mail').fill(`${name}@example.org`);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  // The sign-in page has a heading as well: leaving it is what shows that somebody is signed in.
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}
