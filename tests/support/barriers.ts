/// <reference lib="dom" />
import { source } from 'axe-core';
import type { Page } from 'playwright-core';

interface Found {
  violations: { id: string; nodes: { target: unknown[] }[] }[];
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What of the page keeps people out, as far as a machine can tell (WCAG 2.2, A and AA): rule and first place. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const { violations } = (await page.evaluate(
    `axe.run(document, ${JSON.stringify({ runOnly: RULES })})`,
  )) as Found;
  return violations.map(({ id, nodes }) => `${id}: ${String(nodes[0]?.target)}`);
}
