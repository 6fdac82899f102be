/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noDisk } from './faults/disk.ts';
import { startWhole, type Whole } from './faults/whole.ts';
import { barriers } from './support/barriers.ts';
import { BROWSER_MISSING, browserPath, openBrowser } from './support/browser.ts';
import { PASSWORD, signIn } from './support/client.ts';
import { enter } from './support/enter.ts';

const missing = browserPath ? noDisk() : BROWSER_MISSING;
if (missing !== null) console.warn(`\nNOT TESTED in a browser on a full disk. ${missing}\n`);

describe.skipIf(missing !== null)('a full disk, on the dashboard', () => {
  let whole: Whole;
  let browser: Browser;
  let olga: Page;
  let ada: Page;

  beforeAll(async () => {
    whole = await startWhole({ disk: 'all' });
    const owner = await signIn(whole.product());
    const person = { name: 'Ada', role: 'sales', email: 'ada@example.org', password: PASSWORD };
    await owner.call('POST', '/v1/people', person);
    browser = await openBrowser();
    olga = await enter(browser, whole.product(), 'olga');
    ada = await enter(browser, whole.product(), 'ada');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await whole?.close();
  });

  const banner = (page: Page) => page.getByRole('region', { name: 'Trouble' });

  test('nothing is said while all is well', async () => {
    for (const page of [olga, ada]) {
      await page.goto(`${whole.product().dashboard}/windows`);
      await page.waitForResponse((answer) => answer.url().endsWith('/v1/troubles'));
      expect(await banner(page).count()).toBe(0);
    }
  });

  test('everybody hears what is missing and the owner what to do, until there is room', async () => {
    whole.disk?.fill();
    for (const page of [olga, ada]) {
      await banner(page).waitFor({ timeout: 90_000 });
      expect(await banner(page).textContent()).toMatch(/^Visits are missing since \d\d:\d\d/);
    }
    expect(await banner(olga).textContent()).toContain('Make room on that disk; the rest goes on by itself.');
    expect(await banner(ada).textContent()).toContain('An owner has to look at it.');
    expect(await barriers(olga)).toEqual([]);
    // Nothing is cut off on a phone.
    await olga.setViewportSize({ width: 360, height: 740 });
    expect(await olga.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

    whole.disk?.makeRoom();
    for (const page of [olga, ada]) await banner(page).waitFor({ state: 'detached', timeout: 90_000 });
  }, 400_000);
});
