import type {
  Bases,
  Basis,
  MatrixCell,
  PolicyPage,
  Purpose,
  Regime,
} from '../../../../api/contract-privacy.ts';
import { type Direction, titleOf } from '../words.ts';

/** A cell as it is shown. */
export interface ShownCell {
  purpose: Purpose;
  regime: Regime;
  basis: Basis;
  /** Null until the server has said what comes of the draft's basis. */
  outcome: MatrixCell['outcome'] | null;
  reasons: readonly string[];
  /** Differs from what is in force. */
  changed: boolean;
  /** Which way its outcome moves; null when it stays. */
  direction: Direction | null;
}

export interface Matrix {
  purposes: readonly Purpose[];
  regimes: readonly Regime[];
  /** In the order of purposes, then of regimes. */
  cells: readonly ShownCell[];
}

export interface MatrixParts {
  page: Pick<PolicyPage, 'purposes' | 'regimes' | 'active'>;
  /** Bases to show: of the draft, or of what is in force. */
  bases: Bases;
  /** Outcomes as the server told them last, for these bases or the ones before. */
  outcomes: readonly MatrixCell[];
  moved?: readonly { purpose: Purpose; regime: Regime; direction: Direction }[];
}

export function matrixOf({ page, bases, outcomes, moved = [] }: MatrixParts): Matrix {
  const purposes = page.purposes.map(({ id }) => id as Purpose);
  const regimes = page.regimes.map(({ id }) => id as Regime);
  const at = <T extends { purpose: Purpose; regime: Regime }>(
    list: readonly T[],
    purpose: Purpose,
    regime: Regime,
  ): T | undefined => list.find((each) => each.purpose === purpose && each.regime === regime);
  const cells = purposes.flatMap((purpose) =>
    regimes.map((regime): ShownCell => {
      const basis = bases[purpose][regime];
      const told = at(outcomes, purpose, regime);
      const known = told?.basis === basis;
      return {
        purpose,
        regime,
        basis,
        outcome: known ? told.outcome : null,
        reasons: known ? told.reasons.map(({ sentence }) => sentence) : [],
        changed: basis !== page.active.policy.bases[purpose][regime],
        direction: at(moved, purpose, regime)?.direction ?? null,
      };
    }),
  );
  return { purposes, regimes, cells };
}

/** What comes of a cell, as a sentence or two. */
export function outcomeSentence({ basis, outcome, reasons }: ShownCell): string {
  if (outcome === null) return 'Working out what comes of it …';
  if (outcome === 'always') return 'Happens without asking.';
  if (outcome === 'consent') {
    const why = basis === 'CONSENT' ? [] : reasons;
    return ['Happens only after the visitor agreed, with a receipt.', ...why].join(' ');
  }
  return ['Never happens.', ...reasons].join(' ');
}

/** Which cell it is, for those who hear it. */
export const cellPlace = (
  { purpose, regime }: ShownCell,
  { purposes, regimes }: Pick<PolicyPage, 'purposes' | 'regimes'>,
): string => `${titleOf(purposes, purpose)}, ${titleOf(regimes, regime)}`;

/** What its frame and its arrow say, for those who hear it; '' where there is neither. */
export const cellMarks = ({ changed, direction }: ShownCell): string =>
  [
    ...(changed ? ['changed in the draft'] : []),
    ...(direction && direction !== 'neutral' ? [`becomes ${direction}`] : []),
  ].join('; ');

/** Regions that come off alike, for a policy in plain words. */
export interface OutcomeGroup {
  outcome: MatrixCell['outcome'];
  basis: Basis;
  regimes: Regime[];
  reasons: readonly string[];
}

/** Cells of one purpose by what comes of them and why: what happens always first, what never does last. */
export function groupsOf(cells: readonly MatrixCell[], purpose: Purpose): OutcomeGroup[] {
  const groups = new Map<string, OutcomeGroup>();
  for (const { outcome, basis, regime, reasons, ...cell } of cells) {
    if (cell.purpose !== purpose) continue;
    const sentences = outcome === 'never' ? reasons.map(({ sentence }) => sentence) : [];
    const key = JSON.stringify([outcome, outcome === 'never' ? sentences : basis]);
    const group = groups.get(key);
    if (group) group.regimes.push(regime);
    else groups.set(key, { outcome, basis, regimes: [regime], reasons: sentences });
  }
  const order = ['always', 'consent', 'never'];
  return [...groups.values()].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
}

/** The statistics exemption is for statistics: no other purpose is offered it. */
export const offered = (bases: PolicyPage['bases'], purpose: Purpose): PolicyPage['bases'] =>
  purpose === 'measure' ? bases : bases.filter(({ id }) => id !== 'STAT');
