/// <reference lib="dom" />
import type { Browser, CDPSession } from 'playwright-core';
import { BEHAVIOURS } from '../../policy/behaviour.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsentSite, startConsentSite, tag } from '../support/consent-site.ts';
import { paints } from './paints.ts';
import { type Traced, traceOf } from './trace.ts';

/**
 * What the script takes of the main thread, in Chromium slowed down four times: while a page starts, and for each thing
 * that it notices. Kinds of page take turns, so that the machine's mood falls on all alike; medians, and ratios against the
 * same page without the script.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 11);
const CPU_SLOWDOWN = Number(process.env.SLOWDOWN ?? 4);
/** Times that each thing is done. */
const TIMES = 40;
const kinds = ['without', 'beacon', 'views', 'behaviour'] as const;
type Kind = (typeof kinds)[number];
/** The most that the script may take at once while a page starts; milliseconds. */
const MOST_AT_START = 5;

const ARTICLE = `<style>main{display:none}body{max-width:42rem;margin:2rem auto}</style>
${Array.from({ length: 40 }, (_, index) => `<h2>Part ${index}</h2><p>${'Freezers, and how to run them well. '.repeat(12)}</p>`).join('')}
<p><a id="out" href="http://partner.localhost/">Partner</a></p>`;

/** What no script that counts can do without: it looks for an objection and an answer, and sends one request. */
const beacon = (to: string): string =>
  `<script defer src="data:text/javascript,${encodeURIComponent(`document.cookie;localStorage.getItem('x');
fetch('${to}/v1/events',{method:'POST',body:'{"events":[]}',credentials:'include',keepalive:true,referrerPolicy:'no-referrer'})`)}"></script>`;

/** Milliseconds of the main thread, and layouts. */
interface Cost {
  scripting: number;
  tasks: number;
  layouts: number;
}

interface Visit {
  start: Cost & Traced & { firstPaint: number; largestPaint: number; blocked: number };
  things: Record<keyof typeof THINGS, Cost>;
}

/** What a visitor or a page does, {@link TIMES} times, each in a task of its own. */
const THINGS = {
  'page of a single-page site': () =>
    history.pushState(null, '', `/page-${Math.random().toString(36).slice(2)}`),
  click: () =>
    document.querySelector('h2')?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true })),
  scroll: () => scrollTo(0, Math.random() * document.documentElement.scrollHeight),
  'link away': () => {
    const link = document.getElementById('out');
    link?.addEventListener('click', (event) => event.preventDefault(), { once: true });
    link?.click();
  },
};

async function costs(devtools: CDPSession, work: () => Promise<unknown>): Promise<Cost> {
  const read = async (): Promise<Cost> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const metric = (name: string): number => metrics.find((each) => each.name === name)?.value ?? 0;
    return {
      scripting: metric('ScriptDuration') * 1000,
      tasks: metric('TaskDuration') * 1000,
      layouts: metric('LayoutCount'),
    };
  };
  const before = await read();
  await work();
  const after = await read();
  return {
    scripting: after.scripting - before.scripting,
    tasks: after.tasks - before.tasks,
    layouts: after.layouts - before.layouts,
  };
}

async function visit(browser: Browser, site: ConsentSite, kind: Kind): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  let traced: Traced | undefined;
  const cost = await costs(devtools, async () => {
    traced = await traceOf(devtools, kind === 'beacon' ? 'data:text/javascript' : site.ingest, async () => {
      await page.goto(`${site.pages}/article`, { waitUntil: 'networkidle' });
    });
  });
  const start = { ...cost, ...(traced as Traced), ...(await paints(page)) };
  const things = {} as Visit['things'];
  for (const [name, thing] of Object.entries(THINGS)) {
    things[name as keyof typeof THINGS] = await costs(devtools, () =>
      page.evaluate(
        async ([source, times]) => {
          const work = new Function(`return (${source})()`);
          for (let index = 0; index < times; index += 1) {
            work();
            await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          }
        },
        [String(thing), TIMES] as const,
      ),
    );
  }
  await context.close();
  return { start, things };
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const site = await startConsentSite();
site.foot = ARTICLE;
const found: Record<Kind, Visit[]> = { without: [], beacon: [], views: [], behaviour: [] };
const browser = await openBrowser();
try {
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const kind of kinds) {
      site.head = kind === 'without' ? '' : kind === 'beacon' ? beacon(site.ingest) : tag(site);
      site.policy = { ...site.policy, p: [2, 0, 0, 0] };
      if (kind === 'behaviour') site.policy.b = [[...BEHAVIOURS], [], []];
      else delete site.policy.b;
      const figures = await visit(browser, site, kind);
      // The first round warms the machine up.
      if (round >= 0) found[kind].push(figures);
    }
  }
} finally {
  await browser.close();
  await site.close();
}

const row = (name: string, cells: readonly string[]): void =>
  console.log(name.padEnd(44) + cells.map((cell) => cell.padEnd(18)).join(''));

/** A figure of every kind of page, each with its ratio to one of them. */
function line(name: string, read: (each: Visit) => number, digits = 1, against: Kind = 'without'): void {
  const medians = kinds.map((kind) => median(found[kind].map(read)));
  const bare = medians[kinds.indexOf(against)] ?? 0;
  const cells = medians.map((value, index) =>
    bare === 0 || index <= kinds.indexOf(against)
      ? value.toFixed(digits)
      : `${value.toFixed(digits)} (${(value / bare).toFixed(2)})`,
  );
  row(name, cells);
}

console.log(
  `Medians of ${ROUNDS} visits each, processor slowed down ${CPU_SLOWDOWN} times; in brackets: against the page without the script, or the bare beacon.`,
);
row('', kinds);
row('While the page starts', []);
line('  first contentful paint (ms)', ({ start }) => start.firstPaint);
line('  largest contentful paint (ms)', ({ start }) => start.largestPaint);
line('  blocked beyond tasks of 50 ms (ms)', ({ start }) => start.blocked);
line('  main thread (ms)', ({ start }) => start.tasks);
line('  scripting, all (ms)', ({ start }) => start.scripting);
line('  the script, by the clock (ms)', ({ start }) => start.script, 2, 'beacon');
line('  the script, of the processor (ms)', ({ start }) => start.processor, 2, 'beacon');
line('  the script, longest at once (ms)', ({ start }) => start.longestRun, 2, 'beacon');
line('  longest task with it, all included (ms)', ({ start }) => start.longestTask, 2, 'beacon');
line('  layouts', ({ start }) => start.layouts, 0);
line('  layouts and styles that it forced', ({ start }) => start.forced, 0);
for (const name of Object.keys(THINGS) as (keyof typeof THINGS)[]) {
  row(`For each ${name}`, []);
  line('  main thread (ms)', ({ things }) => things[name].tasks / TIMES, 2);
  line('  scripting (ms)', ({ things }) => things[name].scripting / TIMES, 2);
  line('  layouts', ({ things }) => things[name].layouts / TIMES, 2);
}
for (const kind of ['beacon', 'views', 'behaviour'] as const) {
  const longest = found[kind].map(({ start }) => start.longestRun);
  const over = longest.filter((each) => each > MOST_AT_START).length;
  console.log(
    `${kind}: ${over} of ${longest.length} visits with more than ${MOST_AT_START} ms at once; at most ${Math.max(...longest).toFixed(2)} ms.`,
  );
}
