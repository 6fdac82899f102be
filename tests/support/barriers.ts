/// <reference lib="dom" />
import { source } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface Found {
  violations: { id: string; nodes: { target: unknown[] }[] }[];
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Waits for what moves or changes its colour to come to its end: on the way, a text has neither colour. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
  });
}

/** What of the page keeps people out, as far as a machine can tell (WCAG 2.2, A and AA): rule and first place. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(source);
  await atRest(page);
  const { violations } = (await page.evaluate(
    `axe.run(document, ${JSON.stringify({ runOnly: RULES })})`,
  )) as Found;
  return violations.map(({ id, nodes }) => `${id}: ${String(nodes[0]?.target)}`);
}

/** Pixels by which a page is wider than its window; more than none scrolls sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Holds that what a page shows has no barrier and scrolls nothing sideways, on a phone and on a desk. */
export async function holdOpenToAll(page: Page): Promise<void> {
  for (const viewport of [
    { width: 390, height: 800 },
    { width: 1280, height: 900 },
  ]) {
    await page.setViewportSize(viewport);
    expect(await barriers(page)).toEqual([]);
    await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
  }
}
