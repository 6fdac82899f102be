// Every state of the gate, and every step towards privacy from each: `npm run exhaustive:gate`. Takes a minute or so;
// `npm test` samples the same laws.
import { ASSESSMENT_STATES } from '../../policy/assessment.ts';
import { CONSENT_STATES } from '../../policy/consent.ts';
import { type Context, type Decision, decide } from '../../policy/gate.ts';
import { levelRank } from '../../policy/levels.ts';
import { ORDINARY_VISIT } from '../../policy/ordinary-visit.ts';
import { byPurpose, everyPurpose, PURPOSES } from '../../policy/purposes.ts';
import { byRegime, REGIMES, regimeSet, TERMINAL_REGIMES } from '../../policy/regimes.ts';
import { BASES, closedPolicy, type SitePolicy } from '../../policy/site-policy.ts';

const OPEN: Context = {
  ...ORDINARY_VISIT,
  notice: 'CURRENT',
  assessments: everyPurpose(byRegime(() => 'APPROVED')),
  regimes: regimeSet('UK'),
  exempt: 0,
  consent: everyPurpose('NONE'),
};

const OPEN_POLICY: SitePolicy = {
  ...closedPolicy(),
  bases: everyPurpose(byRegime(() => 'LI')),
  passiveSignalMemos: byRegime(() => 'Signed.'),
};

/** Walks over all combinations of dimensions, and compares each with its more private neighbours. */
class Walk<T extends Record<string, unknown>> {
  readonly #dimensions: { [K in keyof T]: readonly T[K][] };
  readonly #names: (keyof T & string)[];
  readonly #strides: number[] = [];
  readonly size: number;

  constructor(dimensions: { [K in keyof T]: readonly T[K][] }) {
    this.#dimensions = dimensions;
    this.#names = Object.keys(dimensions) as (keyof T & string)[];
    let size = 1;
    for (const name of this.#names) {
      this.#strides.push(size);
      size *= dimensions[name].length;
    }
    this.size = size;
  }

  state(index: number): T {
    const state = {} as T;
    for (const [at, name] of this.#names.entries()) {
      const values = this.#dimensions[name];
      state[name] = values[Math.floor(index / (this.#strides[at] ?? 1)) % values.length] as T[typeof name];
    }
    return state;
  }

  /** @returns steps compared, and those that allowed more */
  check(
    summaryOf: (state: T) => number,
    ordered: ReadonlySet<keyof T>,
  ): { steps: number; violations: string[] } {
    const summaries = new Uint16Array(this.size);
    for (let index = 0; index < this.size; index += 1) summaries[index] = summaryOf(this.state(index));
    const violations: string[] = [];
    let steps = 0;
    for (const [at, name] of this.#names.entries()) {
      if (!ordered.has(name)) continue;
      const stride = this.#strides[at] ?? 1;
      const { length } = this.#dimensions[name];
      for (let index = 0; index < this.size; index += 1) {
        if (Math.floor(index / stride) % length === 0) continue;
        steps += 1;
        const before = summaries[index] ?? 0;
        const after = summaries[index - stride] ?? 0;
        if (allowsMore(after, before) && violations.length < 10) {
          violations.push(`${name}: ${JSON.stringify(this.state(index))}`);
        }
      }
    }
    return { steps, violations };
  }
}

/** What must never rise, in ten bits: four purposes, alert, storage, identifier, level. */
function summary({ purposes, alert, storage, visitorId, level }: Decision): number {
  const bits = PURPOSES.reduce((sum, purpose, bit) => sum | (Number(purposes.includes(purpose)) << bit), 0);
  const identifier = ['none', 'daily', 'random'].indexOf(visitorId);
  return (
    bits |
    (Number(alert) << 4) |
    (Number(storage === 'first_party') << 5) |
    (identifier << 6) |
    (levelRank(level) << 8)
  );
}

function allowsMore(after: number, before: number): boolean {
  const flags = 0b111111;
  return (
    (after & flags & ~before) !== 0 || ((after >> 6) & 3) > ((before >> 6) & 3) || after >> 8 > before >> 8
  );
}

const yes = [true, false] as const;
const no = [false, true] as const;

/** Purpose by purpose, regime by regime: bases, assessments, stances, exemptions and answers. */
function perPurpose(): { states: number; steps: number; violations: string[] } {
  const walk = new Walk({
    regime: REGIMES,
    purpose: PURPOSES,
    basis: BASES,
    assessment: ASSESSMENT_STATES,
    headerOnly: no,
    exempt: no,
    consent: CONSENT_STATES,
  });
  const { steps, violations } = walk.check(
    ({ regime, purpose, basis, assessment, headerOnly, exempt, consent }) => {
      const policy: SitePolicy = {
        ...closedPolicy(),
        bases: byPurpose((each) => byRegime((law) => (each === purpose && law === regime ? basis : 'OFF'))),
        passiveSignalMemos: headerOnly ? { [regime]: 'Signed.' } : {},
      };
      return summary(
        decide(policy, {
          ...OPEN,
          regimes: regimeSet(regime),
          exempt: exempt ? regimeSet(regime) : 0,
          assessments: everyPurpose(byRegime(() => assessment)),
          consent: everyPurpose(consent),
        }),
      );
    },
    // A basis is chosen, not more or less private than another; regimes and purposes stand side by side.
    new Set(['assessment', 'headerOnly', 'exempt', 'consent'] as const),
  );
  return { states: walk.size, steps, violations };
}

/** Every combination of everything else, under one law with the device's protection and one without. */
function wholeEvents(regime: 'UK' | 'BR'): { states: number; steps: number; violations: string[] } {
  const policies = no.map((open): SitePolicy => ({ ...OPEN_POLICY, killed: !open }));
  const walk = new Walk({
    open: no,
    notice: ['MISSING', 'STALE', 'CURRENT'] as const,
    sender: ['BOT', 'SUSPECT', 'HUMAN'] as const,
    consent: CONSENT_STATES,
    gpc: yes,
    dnt: yes,
    gpp: yes,
    tcf: yes,
    consentMode: yes,
    child: yes,
    objected: yes,
    special: yes,
    excluded: yes,
    corporate: no,
    eligible: no,
    inAudience: no,
    groupMet: no,
  });
  const { steps, violations } = walk.check(
    (state) => {
      const { open, consent, gpc, dnt, gpp, tcf, consentMode, child, ...rest } = state;
      const decision = decide(policies[Number(open)] ?? OPEN_POLICY, {
        ...OPEN,
        ...rest,
        regimes: regimeSet(regime),
        consent: everyPurpose(consent),
        signals: { gpc, dnt, gpp, tcf, consentMode, child },
      });
      const terminal = (regimeSet(regime) & TERMINAL_REGIMES) !== 0;
      if (terminal && decision.level === 'VISITOR' && consent !== 'GIVEN_PROVEN') {
        throw new Error(`A visitor is recognized without proven consent: ${JSON.stringify(state)}`);
      }
      return summary(decision);
    },
    new Set(Object.keys(walk.state(0)) as (keyof ReturnType<typeof walk.state>)[]),
  );
  return { states: walk.size, steps, violations };
}

let failed = false;
const runs = {
  'per purpose': perPurpose,
  'United Kingdom': () => wholeEvents('UK'),
  Brazil: () => wholeEvents('BR'),
};
for (const [name, run] of Object.entries(runs)) {
  const began = performance.now();
  const { states, steps, violations } = run();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${name}: ${states} states, ${steps} steps, ${violations.length} violations, ${seconds} s`);
  for (const violation of violations) console.log(`  ${violation}`);
  failed ||= violations.length > 0;
}
if (failed) process.exitCode = 1;
