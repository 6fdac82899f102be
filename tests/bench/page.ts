/// <reference lib="dom" />
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { type ConsentSite, pinnedTag, startConsentSite, tag } from '../support/consent-site.ts';

/**
 * What the script costs a page, as Lighthouse measures a phone: a processor slowed down four times, 150 ms to the server
 * and 1.6 Mbit/s. Each kind of page in turn, so that the machine's mood falls on all alike; medians, and ratios against
 * the same page without the script.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 9);
const CPU_SLOWDOWN = 4;
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

/** Milliseconds, bytes and counts of one visit. */
interface Figures {
  'first paint (ms)': number;
  'largest paint (ms)': number;
  'blocked (ms)': number;
  'layout shift': number;
  'script (ms)': number;
  'main thread (ms)': number;
  layouts: number;
  requests: number;
  'received (bytes)': number;
}

interface Seen {
  firstPaint: number;
  largestPaint: number;
  shift: number;
  blocked: number;
}

type Watched = Window & { seen?: Seen };

/** An article with a picture, a list and a style sheet of its own. */
const ARTICLE = `<style>body{font:16px/1.6 sans-serif;max-width:42rem;margin:2rem auto}li{margin:.5rem}</style>
<img alt="" width="640" height="320" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E">
${Array.from({ length: 40 }, (_, index) => `<h2>Part ${index}</h2><p>${'Freezers, and how to run them well. '.repeat(12)}</p>`).join('')}
<ul>${'<li><a href="/next">Next</a></li>'.repeat(40)}</ul>`;

async function visit(browser: Browser, site: ConsentSite): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen: Seen = { firstPaint: 0, largestPaint: 0, shift: 0, blocked: 0 };
    (window as Watched).seen = seen;
    const watch = (type: string, take: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch('paint', ({ name, startTime }) => {
      if (name === 'first-contentful-paint') seen.firstPaint = startTime;
    });
    watch('largest-contentful-paint', ({ startTime }) => {
      seen.largestPaint = startTime;
    });
    watch('layout-shift', (entry) => {
      seen.shift += (entry as PerformanceEntry & { value: number }).value;
    });
    watch('longtask', ({ duration }) => {
      seen.blocked += Math.max(0, duration - 50);
    });
  });
  const devtools = await context.newCDPSession(page);
  let requests = 0;
  let received = 0;
  devtools.on('Network.requestWillBeSent', () => {
    requests += 1;
  });
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    received += encodedDataLength;
  });
  await devtools.send('Network.enable');
  await devtools.send('Performance.enable');
  await devtools.send('Network.emulateNetworkConditions', NETWORK);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.goto(`${site.pages}/article`, { waitUntil: 'networkidle' });
  const seen = await page.evaluate(() => (window as Watched).seen);
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((each) => each.name === name)?.value ?? 0;
  await context.close();
  return {
    'first paint (ms)': seen?.firstPaint ?? 0,
    'largest paint (ms)': seen?.largestPaint ?? 0,
    'blocked (ms)': seen?.blocked ?? 0,
    'layout shift': seen?.shift ?? 0,
    'script (ms)': metric('ScriptDuration') * 1000,
    'main thread (ms)': metric('TaskDuration') * 1000,
    layouts: metric('LayoutCount'),
    requests,
    'received (bytes)': received,
  };
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const site = await startConsentSite();
site.policy = { ...site.policy, p: [2, 0, 0, 0] };
site.foot = ARTICLE;
const kinds: Record<string, string> = {
  without: '',
  'with policy': tag(site),
  pinned: pinnedTag(site),
};
const browser = await openBrowser();
const found: Record<string, Figures[]> = {};
try {
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [kind, head] of Object.entries(kinds)) {
      site.head = head;
      const figures = await visit(browser, site);
      // The first round warms the machine up.
      if (round >= 0) found[kind] = [...(found[kind] ?? []), figures];
    }
  }
} finally {
  await browser.close();
  await site.close();
}

const names = Object.keys(found.without?.[0] ?? {}) as (keyof Figures)[];
const table = names.map((name) => {
  const medians = Object.keys(kinds).map((kind) => median((found[kind] ?? []).map((each) => each[name])));
  const [bare = 0] = medians;
  const cells = medians.map((value, index) => {
    const shown = value.toFixed(name === 'layout shift' ? 3 : value < 100 && value % 1 !== 0 ? 1 : 0);
    return index === 0 || bare === 0 ? shown : `${shown} (${(value / bare).toFixed(2)})`;
  });
  return [name, ...cells];
});
console.log(`Medians of ${ROUNDS} visits each; in brackets: against the page without the script.`);
for (const row of [['', ...Object.keys(kinds)], ...table]) {
  console.log(row.map((cell, index) => cell.padEnd(index === 0 ? 20 : 18)).join(''));
}
