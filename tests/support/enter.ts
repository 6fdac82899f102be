/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { PASSWORD } from './client.ts';
import type { Product } from './product.ts';

interface EnterOptions {
  /** Before the first address is opened. */
  prepare?: (page: Page) => Promise<unknown>;
}

/** Signs somebody in at the dashboard, in a context of their own that is wide and moves nothing. */
export async function enter(
  browser: Browser,
  product: Product,
  name: string,
  { prepare }: EnterOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(`${product.dashboard}/sign-in`);
  await page.getByLabel('E-mail').fill(`${name}@example.org`);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  // The sign-in page has a heading as well: leaving it is what shows that somebody is signed in.
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}
