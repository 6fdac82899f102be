/// <reference lib="dom" />
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type QuietPage, watchPage } from '../support/quiet-page.ts';
import { type Arrived, type RealIngest, startRealIngest, VIEWS } from './real-ingest.ts';
import { type Shop, startShop } from './shop.ts';

/** Not a robot's: a headless browser's events would be dropped. */
export const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** A customer's site, a real browser that visits it, and the ingest that hears of it. */
export interface WatchedSite {
  readonly shop: Shop;
  readonly ingest: RealIngest;
  readonly browser: Browser;
  /** Of the test that runs. */
  context: BrowserContext;
  page: Page;
  quiet: QuietPage;
  /** The tag of the site that counts views, or of the one that counts behaviour. */
  tag(attributes?: string, key?: string): string;
  /** The tag that pins the script by its integrity value. */
  pinnedTag(attributes?: string, key?: string): string;
  /** Another page of the same visitor, watched as the first. */
  another(): Promise<Page>;
  open(path: string): Promise<void>;
  /** Waits until these views have arrived, and holds that no other did: each once, by its id. */
  views(...pages: string[]): Promise<void>;
  /** As {@link views}, for something that is counted. */
  counted(name: string, ...pages: string[]): Promise<void>;
  begin(): Promise<void>;
  /** Ends a test: no word in the console, nothing thrown, nothing refused, and no name but one. */
  end(): Promise<void>;
  close(): Promise<void>;
}

/** Names of the window that the page has for itself, read in the page. */
const names = (): string[] => Object.getOwnPropertyNames(window).sort();

export async function startWatchedSite(): Promise<WatchedSite> {
  const [shop, ingest, browser] = await Promise.all([
    startShop(),
    startRealIngest(),
    // As people have it: what is left stays in memory.
    openBrowser({
      // Of the browser, not of its pages: what a page sends while it goes has the browser's.
      args: [`--user-agent=${AGENT}`],
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    }),
  ]);
  let watched: QuietPage[] = [];
  const newPage = async (): Promise<[Page, QuietPage]> => {
    const page = await site.context.newPage();
    const quiet = watchPage(page);
    page.on('console', (message) => quiet.complaints.push(message.text()));
    watched.push(quiet);
    return [page, quiet];
  };
  const hold = async (name: string, pages: string[]): Promise<void> => {
    let found: Arrived[] = [];
    const look = async (): Promise<string[]> => {
      found = (await ingest.arrived()).filter((each) => each.name === name);
      return found.map(({ page }) => page).sort();
    };
    await expect.poll(look, { timeout: 30_000 }).toEqual([...pages].sort());
    // And after everything was said, still.
    for (const quiet of watched) await quiet.settled();
    expect(await look()).toEqual([...pages].sort());
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found.every(({ sent }) => sent > 0)).toBe(true);
  };

  const site = {
    shop,
    ingest,
    browser,
    tag: (attributes = '', key = VIEWS) =>
      `<script defer src="${ingest.origin}/s/${key}.js" ${attributes}></script>`,
    pinnedTag: (attributes = '', key = VIEWS) =>
      `<script defer src="${ingest.origin}${ingest.script.path}" data-site="${key}"
        integrity="${ingest.script.integrity}" crossorigin="anonymous" ${attributes}></script>`,
    another: async () => (await newPage())[0],
    open: async (path: string) => {
      await site.page.goto(shop.origin + path);
    },
    views: (...pages: string[]) => hold('page_view', pages),
    counted: (name: string, ...pages: string[]) => hold(name, pages),
    begin: async () => {
      watched = [];
      await ingest.forget();
      site.context = await browser.newContext();
      site.context.setDefaultTimeout(15_000);
      [site.page, site.quiet] = await newPage();
    },
    end: async () => {
      const complaints = watched.flatMap((quiet) => quiet.complaints);
      const refused = ingest.refused();
      await site.context.close();
      expect({ complaints, refused }).toEqual({ complaints: [], refused: [] });
    },
    close: async () => {
      await browser.close();
      await Promise.all([shop.close(), ingest.close()]);
    },
  } as WatchedSite;
  return site;
}

/** Names that the script has put on the window: those of the page that are not there on the same page without it. */
export async function namesAdded({ shop, page, context, ingest }: WatchedSite): Promise<string[]> {
  const withScript = await page.evaluate(names);
  const bare = await context.newPage();
  await bare.route(`${ingest.origin}/**`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  await bare.goto(page.url().startsWith(shop.origin) ? page.url() : shop.origin);
  const without = await bare.evaluate(names);
  await bare.close();
  return withScript.filter((name) => !without.includes(name));
}
