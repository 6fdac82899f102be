import type { Evidence } from '../../alerts/allow-list.ts';
import { Evaluator, type EvaluatorSettings, fulfilledIn } from '../../alerts/evaluator.ts';
import { RuleIndex } from '../../alerts/rule-index.ts';
import { decide, type ToldWindow } from '../../alerts/telling.ts';
import type { EventOrganization } from '../../policy/event.ts';
import type { Rule } from '../../policy/rules/rule.ts';
import type { Past, PastCell } from './past.ts';

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
  const organizations = new Map<string, PastCell[]>();
  for (const cell of past.cells) {
    const known = organizations.get(cell.organization);
    if (known) known.push(cell);
    else organizations.set(cell.organization, [cell]);
  }
  const windows = [...organizations].flatMap(([id, cells]) => {
    const organization = past.organizations.get(id);
    return organization ? windowsOf(organization, cells, tried) : [];
  });
  return windows.sort((a, b) => a.openedAt - b.openedAt);
}

/** An organization has its evaluator for itself: what is done with is forgotten before the next. */
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
    const lawful = { policyVersion, noticeVersion: null };
    const changes = evaluator.take({ site, organization, topics, lawful }, settings);
    for (const change of changes) {
      if (change.kind === 'open') {
        const { rule, evidence } = change.match;
        const { id, openedAt, until } = change.window;
        windows.set(id, { rule, organization, openedAt, until, evidence, told: 'cool_down', toldAt: null });
      }
      if (change.kind === 'extend') {
        const known = windows.get(change.window.id);
        if (known) known.until = change.window.until;
      }
    }
    for (const { window, telling } of decide(fulfilledIn(changes), () => told)) {
      window.quietUntil = telling.kind === 'hold' ? telling.until : null;
      const known = windows.get(window.id);
      if (!known || telling.kind === 'hold') continue;
      known.told = telling.kind === 'tell' ? 'alert' : 'merged';
      known.toldAt = telling.kind === 'tell' ? quarter[0].quarter : null;
    }
  }
  return [...windows.values()];
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
