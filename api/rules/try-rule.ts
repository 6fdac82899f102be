import { setImmediate as pause } from 'node:timers/promises';
import { backtest, type Past, type PastCell, type PastWindow, stricter } from '../../alerts/backtest.ts';
import { type Corrected, correctedBy } from '../../alerts/corrected.ts';
import { pastOf } from '../../alerts/past.ts';
import { loadAccounts } from '../../infra/database/accounts.ts';
import { loadFloors } from '../../infra/database/floors.ts';
import { decisionsInForce } from '../../infra/database/match-decisions.ts';
import { loadRules } from '../../infra/database/rules.ts';
import { inOrder, type Rule, ruleSentence } from '../../policy/rules/rule.ts';
import { DAY, dayOf, QUARTER, quarterOf } from '../../policy/time.ts';
import type { Me } from '../contract.ts';
import type { Stricter, Tried } from '../contract-rules.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { readSiteRule } from './accept-rule.ts';
import { refusedProblem } from './refused.ts';
import { siteTopics } from './rules.ts';
import { allowsUnder } from './stricter.ts';

/** No rule looks back further. */
const LOOK_BACK = 30 * DAY;
/** Rows of the roll-up: about 100 MB while they are looked at. */
const MOST_CELLS = 400_000;
const MOST_SHOWN = 200;
/** Milliseconds. Well before the request itself is given up. */
const LONGEST = 20_000;
/** Organizations between two pauses, in which other requests are answered. */
const AT_ONCE = 100;

export interface Trial {
  site: number;
  written: unknown;
  /** The rule that it would be the next version of. */
  id: string | undefined;
  days: number;
  stricter: Stricter | undefined;
  person: Me;
}

/**
 * What a rule would have done in the last days, next to the other active rules of the site: the same evaluator that opens
 * windows goes over the past.
 *
 * @throws ProblemError 404, 422 with an NP code, 422 `too_much_past`, 503 `trial_too_long`
 */
export async function tryRule(parts: ApiParts, trial: Trial): Promise<Tried> {
  const { rule, others } = await rulesOf(parts, trial);
  const until = quarterOf(parts.now()) + QUARTER;
  const from = until - trial.days * DAY;
  const { database } = parts;
  const corrected = correctedBy(await decisionsInForce(database));
  const past = await boundedPast(parts, { site: trial.site, from: from - LOOK_BACK, until }, corrected);
  const settings = { accounts: await loadAccounts(database), floors: await loadFloors(database) };
  const deadline = parts.now() + LONGEST;
  const run = async ({ cells, organizations }: Past): Promise<PastWindow[]> => {
    const found: PastWindow[] = [];
    for (const some of chunks(cells)) {
      if (parts.now() > deadline) throw tooLong();
      found.push(...backtest([rule, ...others], { cells: some, organizations }, settings));
      await pause();
    }
    return found.filter((window) => window.rule === rule && window.openedAt >= from);
  };
  const windows = await run(past);
  const allows = trial.stricter ? await allowsUnder(parts, trial.site, trial.stricter) : null;
  const remaining = allows ? alertsIn(await run(stricter(past, allows))) : null;
  const alerts = alertsIn(windows);
  return {
    sentence: ruleSentence(rule),
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    days: daysBetween(from, until).map((day) => ({
      day,
      alerts: alerts.filter(onDay(day)).length,
      heldBack: windows.filter((window) => window.told !== 'alert' && onDay(day)(window)).length,
      remaining: remaining?.filter(onDay(day)).length ?? 0,
    })),
    alerts: alerts.length,
    heldBack: windows.length - alerts.length,
    remaining: remaining?.length ?? null,
    windows: windows
      .sort((a, b) => b.openedAt - a.openedAt)
      .slice(0, MOST_SHOWN)
      .map((window) => toTried(window, trial.person)),
  };
}

/** The rule in its place among those that are active now. */
async function rulesOf(parts: ApiParts, trial: Trial): Promise<{ rule: Rule; others: Rule[] }> {
  const { database } = parts;
  const { rule: draft, refused } = await readSiteRule(parts, trial.site, trial.written);
  if (refused) throw refusedProblem(refused);
  const active = (await loadRules(database)).filter(({ site }) => site === trial.site).sort(inOrder);
  const before = active.find(({ id }) => id === trial.id);
  const last = active.at(-1)?.position ?? -1;
  const rule: Rule = {
    ...draft,
    id: before?.id ?? 'tried',
    version: (before?.version ?? 0) + 1,
    site: trial.site,
    position: before?.position ?? last + 1,
    topics: await siteTopics(database.db, trial.site),
  };
  return { rule, others: active.filter(({ id }) => id !== trial.id) };
}

/** @throws ProblemError 422 `too_much_past` */
async function boundedPast(
  { warehouse }: ApiParts,
  span: { site: number; from: number; until: number },
  corrected: Corrected,
): Promise<Past> {
  const [row] = await warehouse.query<{ cells: string }>(
    `SELECT count() AS cells FROM organization_quarters
     WHERE site = {site:UInt32} AND alert
       AND quarter >= fromUnixTimestamp({from:UInt32}) AND quarter < fromUnixTimestamp({until:UInt32})`,
    { site: span.site, from: Math.floor(span.from / 1000), until: Math.floor(span.until / 1000) },
  );
  if (Number(row?.cells ?? 0) > MOST_CELLS) {
    throw new ProblemError(
      422,
      'too_much_past',
      'So many visits can not be gone over at once.',
      'Try it on fewer days.',
    );
  }
  return pastOf(warehouse, span, corrected);
}

const tooLong = (): ProblemError =>
  new ProblemError(503, 'trial_too_long', 'This took too long and was given up.', 'Try it on fewer days.');

function* chunks(cells: readonly PastCell[]): Generator<PastCell[]> {
  const organizations = new Map<string, PastCell[]>();
  for (const cell of cells) {
    const known = organizations.get(cell.organization);
    if (known) known.push(cell);
    else organizations.set(cell.organization, [cell]);
  }
  const all = [...organizations.values()];
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE).flat();
}

const alertsIn = (windows: readonly PastWindow[]): PastWindow[] =>
  windows.filter(({ told }) => told === 'alert');

const onDay =
  (day: string) =>
  ({ toldAt, openedAt }: PastWindow): boolean =>
    dayOf(toldAt ?? openedAt) === day;

function daysBetween(from: number, until: number): string[] {
  const days: string[] = [];
  for (let time = from; time < until; time += DAY) days.push(dayOf(time));
  const last = dayOf(until - 1);
  return days.at(-1) === last ? days : [...days, last];
}

function toTried({ organization, ...window }: PastWindow, { role }: Me): Tried['windows'][number] {
  const { id, name, country } = organization;
  return {
    organization: role === 'privacy_officer' ? null : { id, name, country },
    openedAt: new Date(window.openedAt).toISOString(),
    until: new Date(window.until).toISOString(),
    told: window.told,
    evidence: window.evidence,
  };
}
