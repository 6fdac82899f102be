import type { EventOrganization } from '../policy/event.ts';
import type { Rule } from '../policy/rules/rule.ts';
import type { Evidence } from './allow-list.ts';
import type { Cell } from './cells.ts';
import type { Lawful } from './evaluate.ts';
import { Evaluator, type EvaluatorSettings, fulfilledIn, settle } from './evaluator.ts';
import { RuleIndex } from './rule-index.ts';
import { decide, heldIn, type ToldWindow } from './telling.ts';

/** Sessions of the past, with the version of the policy under which they were collected. */
export interface PastCell extends Cell {
  policyVersion: number;
}

export interface Past {
  cells: readonly PastCell[];
  /** Organizations as they are known now, by id. */
  organizations: ReadonlyMap<string, EventOrganization>;
}

/** A window that would have opened. */
export interface PastWindow {
  rule: Rule;
  organization: EventOrganization;
  openedAt: number;
  until: number;
  evidence: Evidence[];
  /** Whether somebody would have been told, or why not. */
  told: 'alert' | 'merged' | 'cool_down';
  /** Quarter in which they would have been told; null where nobody would. */
  toldAt: number | null;
}

/**
 * The windows that would have opened in the past, by the same evaluator that runs on what happens now. With organizations,
 * accounts and floors as they are now, and as if nobody had closed or put off an alert.
 *
 * @param rules tried together, so that several of one organization are one alert
 */
export function backtest(
  rules: readonly Rule[],
  past: Past,
  settings: Omit<EvaluatorSettings, 'rules'>,
): PastWindow[] {
  const tried: EvaluatorSettings = { ...settings, rules: new RuleIndex(rules) };
  const windows: PastWindow[] = [];
  for (const cells of byOrganization(past.cells)) {
    const organization = past.organizations.get(cells[0]?.organization ?? '');
    if (organization) windows.push(...windowsOf(organization, cells, tried));
  }
  return windows.sort((a, b) => a.openedAt - b.openedAt);
}

/** Whether a stricter privacy would leave sessions of an organization to alerts. */
export type Allows = (cell: PastCell, organization: EventOrganization) => boolean;

/** The past as it would have been, had alerts fed on fewer sessions: "what if privacy were stricter". */
export function stricter(past: Past, allows: Allows): Past {
  const cells = past.cells.filter((cell) => {
    const organization = past.organizations.get(cell.organization);
    return organization !== undefined && allows(cell, organization);
  });
  return { ...past, cells };
}

/** An organization at one site has its evaluator for itself: what is done with is forgotten before the next. */
function windowsOf(
  organization: EventOrganization,
  cells: readonly PastCell[],
  settings: EvaluatorSettings,
): PastWindow[] {
  const evaluator = new Evaluator();
  const told: ToldWindow[] = [];
  const windows = new Map<string, PastWindow>();
  for (const quarter of byQuarter(cells)) {
    const [{ site, policyVersion }] = quarter;
    for (const cell of quarter) evaluator.cells.add(cell);
    const topics = new Map(
      quarter.filter(({ sessions }) => sessions > 0).map((cell) => [cell.topic, cell.quarter]),
    );
    const lawful: Lawful = { policyVersion, noticeVersion: null };
    const changes = evaluator.take({ site, organization, topics, lawful }, settings);
    for (const change of changes) {
      if (change.kind === 'warm') continue;
      const { id, openedAt, until } = change.window;
      if (change.kind === 'extend') {
        const known = windows.get(id);
        if (known) known.until = until;
        continue;
      }
      const { rule, evidence } = change.match;
      windows.set(id, { rule, organization, openedAt, until, evidence, told: 'cool_down', toldAt: null });
    }
    const decisions = decide(fulfilledIn(changes), () => told);
    settle(changes, heldIn(decisions));
    for (const { window, telling } of decisions) {
      const known = windows.get(window.id);
      if (!known || telling.kind === 'hold') continue;
      known.told = telling.kind === 'tell' ? 'alert' : 'merged';
      known.toldAt = telling.kind === 'tell' ? (quarter[0]?.quarter ?? null) : null;
    }
  }
  return [...windows.values()];
}

function byOrganization(cells: readonly PastCell[]): PastCell[][] {
  const all = new Map<string, PastCell[]>();
  for (const cell of cells) {
    const key = `${cell.site} ${cell.organization}`;
    const known = all.get(key);
    if (known) known.push(cell);
    else all.set(key, [cell]);
  }
  return [...all.values()];
}

/** Cells of each quarter-hour together, the first quarter first. */
function byQuarter(cells: readonly PastCell[]): [PastCell, ...PastCell[]][] {
  const all = new Map<number, [PastCell, ...PastCell[]]>();
  for (const cell of [...cells].sort((a, b) => a.quarter - b.quarter)) {
    const known = all.get(cell.quarter);
    if (known) known.push(cell);
    else all.set(cell.quarter, [cell]);
  }
  return [...all.values()];
}
