import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { type ConsentSite, startConsentSite, tag } from './consent-site.ts';
import { type QuietPage, watchPage } from './quiet-page.ts';

/** A customer's site with the tag in its pages, and a browser that visits it. */
export interface VisitedSite {
  readonly site: ConsentSite;
  readonly browser: Browser;
  /** Of the test that runs. */
  context: BrowserContext;
  page: Page;
  quiet: QuietPage;
  /** Before a test: a site that counts views and asks nobody, of which nothing was heard, and a visitor. */
  begin(): Promise<void>;
  /** Another visitor comes, and the one before is gone. */
  anotherVisitor(): Promise<void>;
  /** After a test. */
  end(): Promise<void>;
  close(): Promise<void>;
}

export async function startVisitedSite(): Promise<VisitedSite> {
  const [site, browser] = await Promise.all([startConsentSite(), openBrowser()]);
  const visited = {
    site,
    browser,
    begin: async () => {
      Object.assign(site, { heard: [], taken: [], head: tag(site), foot: '', contentSecurityPolicy: '' });
      site.answer = () => 204;
      site.policy = { ...site.policy, p: [2, 2, 2, 0], x: [] };
      delete site.policy.b;
      await visited.anotherVisitor();
    },
    anotherVisitor: async () => {
      await visited.end();
      visited.context = await browser.newContext();
      visited.page = await visited.context.newPage();
      visited.quiet = watchPage(visited.page);
    },
    end: async () => visited.context?.close(),
    close: async () => {
      await browser.close();
      await site.close();
    },
  } as VisitedSite;
  return visited;
}
