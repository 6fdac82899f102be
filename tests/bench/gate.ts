import { PerformanceObserver } from 'node:perf_hooks';
import { CONSENT_STATES } from '../../policy/consent.ts';
import { decide, gateOf, type Standing, type Visitor } from '../../policy/gate.ts';
import { jurisdiction } from '../../policy/jurisdiction.ts';
import { everyPurpose } from '../../policy/purposes.ts';
import { byRegime } from '../../policy/regimes.ts';
import { NO_SIGNALS } from '../../policy/signals/signals.ts';
import { type Basis, closedPolicy, type SitePolicy } from '../../policy/site-policy.ts';

/** Decisions per second on one core: the gate of a site, against a loop that does nothing, and against the table itself. */
const policy: SitePolicy = {
  ...closedPolicy(),
  establishments: ['GB'],
  bases: everyPurpose(byRegime((): Basis => 'LI')),
  passiveSignalMemos: byRegime(() => 'Signed.'),
};
const standing: Standing = { notice: 'CURRENT', assessments: everyPurpose(byRegime(() => 'APPROVED')) };
const visitors = visits();
const gate = gateOf(policy, standing);

let sink = 0;
const loops = {
  'bare loop': (visitor: Visitor) => {
    sink += visitor.regimes;
  },
  'gate of a site': (visitor: Visitor) => {
    sink += gate(visitor).purposes.length;
  },
};

let collections = 0;
const observer = new PerformanceObserver((list) => {
  collections += list.getEntries().length;
});
observer.observe({ entryTypes: ['gc'] });

const ROUNDS = 5;
const CALLS = 4_000_000;
const rates = new Map<string, number[]>();
const heap = new Map<string, number>();
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [name, ask] of Object.entries(loops)) {
    const before = process.memoryUsage().heapUsed;
    const seconds = timed(CALLS, ask);
    heap.set(name, (process.memoryUsage().heapUsed - before) / CALLS);
    // The first round warms up.
    if (round > 0) rates.set(name, [...(rates.get(name) ?? []), CALLS / seconds]);
  }
}
const tableRate =
  100_000 /
  timed(100_000, (visitor) => {
    sink += decide(policy, { ...standing, ...visitor }).purposes.length;
  });
await new Promise((resolve) => setImmediate(resolve));

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const bare = median(rates.get('bare loop') ?? []);
const gated = median(rates.get('gate of a site') ?? []);
console.log(
  `gate of a site   ${millions(gated)} decisions/s, ${(bare / gated).toFixed(1)} times a bare loop (${millions(bare)}/s)`,
);
console.log(
  `table, each time ${millions(tableRate)} decisions/s, ${(gated / tableRate).toFixed(0)} times slower than the gate`,
);
console.log(
  `heap             ${(heap.get('gate of a site') ?? 0).toFixed(2)} bytes a decision, ${collections} collections in all`,
);
if (sink === 0) console.log('nothing was decided');

function timed(calls: number, ask: (visitor: Visitor) => void): number {
  const began = performance.now();
  for (let call = 0; call < calls; call += 1) ask(visitors[call % visitors.length] as Visitor);
  return (performance.now() - began) / 1000;
}

function millions(rate: number): string {
  return `${(rate / 1e6).toFixed(2)} million`;
}

/** What a busy site meets: places, answers, signals and networks in many combinations. */
function visits(): Visitor[] {
  const found: Visitor[] = [];
  for (const place of ['GB', 'DE', 'FR', 'US', 'CA', 'JP', '']) {
    for (const state of CONSENT_STATES) {
      for (const gpc of [false, true]) {
        for (const corporate of [false, true]) {
          found.push({
            ...jurisdiction(policy, place),
            consent: everyPurpose(state),
            signals: { ...NO_SIGNALS, gpc },
            objected: false,
            special: false,
            sender: 'HUMAN',
            excluded: false,
            corporate,
            eligible: corporate,
            inAudience: true,
            groupMet: true,
          });
        }
      }
    }
  }
  return found;
}
