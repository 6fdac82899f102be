import { AccountIndex } from '../policy/accounts.ts';
import type { EventOrganization } from '../policy/event.ts';
import type { Contribution } from '../policy/rollup.ts';
import type { Rule, RuleTopic } from '../policy/rules/rule.ts';
import { DAY } from '../policy/time.ts';
import { alertBody } from './alert.ts';
import { type AlertBody, checkedBody } from './allow-list.ts';
import { fulfilledIn, type KnownWindow } from './evaluator.ts';
import { RuleIndex } from './rule-index.ts';
import { type AlertSettings, runAlerts, type WindowStore } from './run.ts';
import { type Decision, decide, heldIn, type ToldWindow } from './telling.ts';

export const noon = 20_000 * DAY + DAY / 2;

export const TOPICS: ReadonlyMap<number, RuleTopic> = new Map(
  [
    { id: 5, slug: 'pricing', label: 'Pricing', kind: 'pages' as const },
    { id: 6, slug: 'docs', label: 'Documentation', kind: 'pages' as const },
    { id: 7, slug: 'spring', label: 'Spring fair', kind: 'campaign' as const },
  ].map((topic) => [topic.id, topic]),
);

export const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 'r1',
  version: 1,
  site: 1,
  title: 'Pricing',
  condition: { atLeast: 2, count: 'sessions', topic: 5, within: 7 },
  coolDownDays: 0,
  stayOpenDays: 1,
  position: 0,
  topics: TOPICS,
  ...change,
});

export const organization = (change: Partial<EventOrganization> = {}): EventOrganization => ({
  id: '9',
  name: 'Example',
  domain: '',
  country: 'GB',
  kind: 'business',
  confidence: 'high',
  ...change,
});

export const session = (change: Partial<Contribution> = {}): Contribution => ({
  site: 1,
  organization: organization(),
  topic: 5,
  quarter: noon,
  views: 1,
  sessions: 1,
  alert: true,
  policyVersion: 3,
  ...change,
});

export const settings = (rules: readonly Rule[], change: Partial<AlertSettings> = {}): AlertSettings => ({
  rules: new RuleIndex(rules),
  accounts: new AccountIndex(),
  floors: new Map(),
  notices: new Map(),
  corrected: (organization) => organization,
  ...change,
});

/** A store in memory, which decides about alerts as the one in the database does. */
export class MemoryStore implements WindowStore {
  readonly windows = new Map<string, KnownWindow>();
  readonly warming = new Map<string, { since: number; until: number }>();
  readonly alerts: AlertBody[] = [];
  readonly decisions: Decision[] = [];
  readonly #told = new Map<string, ToldWindow[]>();
  /** How often it was asked to store something. */
  asked = 0;

  readonly known: WindowStore['known'] = async (since) =>
    [...this.windows.values()].filter(({ until }) => until > since).map((window) => ({ ...window }));

  readonly apply: WindowStore['apply'] = async (changes) => {
    this.asked += 1;
    const fresh = new Set<string>();
    for (const change of changes) {
      if (change.kind === 'warm') {
        const key = `${change.rule.id} ${change.organization.id}`;
        const since = Math.min(change.since, this.warming.get(key)?.since ?? change.since);
        this.warming.set(key, { since, until: change.until });
        continue;
      }
      const { window } = change;
      const stored = this.windows.get(window.id);
      if (change.kind === 'open' && !stored) fresh.add(window.id);
      this.warming.delete(`${window.rule} ${window.organization}`);
      this.windows.set(window.id, {
        ...window,
        until: Math.max(window.until, stored?.until ?? 0),
        quietUntil: stored?.quietUntil ?? null,
      });
    }
    const fulfilled = fulfilledIn(changes.filter((each) => each.kind === 'extend' || isFresh(each)));
    const decisions = decide(fulfilled, ({ site, organization: id }) => this.toldOf(site, id));
    this.decisions.push(...decisions);
    for (const { match, telling } of decisions) {
      if (telling.kind === 'tell') this.alerts.push(checkedBody(alertBody(match)));
    }
    const held = heldIn(decisions);
    for (const { window } of decisions) {
      const stored = this.windows.get(window.id);
      if (stored) stored.quietUntil = held.get(window.id) ?? null;
    }
    return held;

    function isFresh(change: (typeof changes)[number]): boolean {
      return change.kind === 'open' && fresh.has(change.window.id);
    }
  };

  toldOf(site: number, id: string): ToldWindow[] {
    const key = `${site} ${id}`;
    const told = (this.#told.get(key) ?? []).map(({ window, alert }) => ({
      // As the store has it now: it may have become longer since.
      window: this.windows.get(window.id) ?? window,
      alert,
    }));
    this.#told.set(key, told);
    return told;
  }

  /** Openings and ends of a rule and organization, the first first. */
  spans(): { rule: string; organization: string; openedAt: number; until: number }[] {
    return [...this.windows.values()]
      .map(({ rule: id, organization: of, openedAt, until }) => ({
        rule: id,
        organization: of,
        openedAt,
        until,
      }))
      .sort(
        (a, b) =>
          a.openedAt - b.openedAt ||
          a.rule.localeCompare(b.rule) ||
          a.organization.localeCompare(b.organization),
      );
  }
}

export interface Run {
  settings: AlertSettings;
  store?: MemoryStore;
  replay?: Contribution[];
  recorded?: Contribution[];
  history?: Contribution[];
  now?: () => number;
}

/** Runs alerts over batches, in a process of their own. */
export async function run(batches: Iterable<Contribution[]>, options: Run): Promise<MemoryStore> {
  const store = options.store ?? new MemoryStore();
  await runAlerts({
    source: (async function* () {
      if (options.replay) yield { contributions: options.replay, replay: true, recorded: true };
      if (options.recorded) yield { contributions: options.recorded, replay: false, recorded: true };
      for (const contributions of batches) yield { contributions, replay: false, recorded: false };
    })(),
    settings: () => options.settings,
    store,
    history: async (from, until) =>
      (options.history ?? [])
        .filter((each) => each.quarter >= from && each.quarter < until)
        .map((each) => ({ ...each, organization: each.organization.id })),
    now: options.now ?? (() => noon),
  });
  return store;
}
