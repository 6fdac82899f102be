import type { Level } from './levels.ts';
import { PURPOSES, type Purpose } from './purposes.ts';
import type { Reason } from './reasons.ts';
import type { PrivacySignals } from './signals.ts';
import type { SitePolicy } from './site-policy.ts';

/** What the gate knows about one event. Nothing in it names a person. */
export interface EventContext {
  signals: PrivacySignals;
  bot: boolean;
  /** The address belongs to an organization's own network, with confidence. */
  corporate: boolean;
  /** There is evidence of a corporate or public body. */
  eligible: boolean;
}

/** The answer of the gate. It travels with the event, and later readers can only narrow it. */
export interface Decision {
  level: Level;
  /** Purposes that the event may serve. */
  purposes: Purpose[];
  /** Whether alerts may feed on the event. */
  alert: boolean;
  /** Whether the country of the address may be stored. */
  country: boolean;
  /** Every reason that took something away, the primary one first. */
  reasons: Reason[];
}

/** A row of the decision table: while it holds, the purposes it takes away are off. */
interface Cap {
  reason: Reason;
  holds: boolean;
  takes: readonly Purpose[];
}

const EVERYTHING = PURPOSES;
const BEYOND_COUNTING: readonly Purpose[] = ['identify_org', 'alert_sales', 'recognise_visitor'];
const ORGANIZATION: readonly Purpose[] = ['identify_org', 'alert_sales'];

/**
 * Decides what may be kept of an event: start from every purpose, and let each row that holds take
 * purposes away. No row can give one back, so the order of rows only chooses which reason is named first,
 * and a more private input can never allow more.
 *
 * These are the first rows of the decision table; objections, notices, consent, regimes and assessments
 * take their seats in the same list.
 */
export function decide(policy: SitePolicy, context: EventContext): Decision {
  const permitted = new Set<Purpose>(PURPOSES);
  const reasons: Reason[] = [];
  for (const cap of rows(policy, context)) {
    if (!cap.holds) continue;
    reasons.push(cap.reason);
    for (const purpose of cap.takes) permitted.delete(purpose);
  }
  const level = levelFor(permitted);
  return {
    level,
    purposes: [...permitted],
    alert: permitted.has('identify_org') && permitted.has('alert_sales'),
    country: permitted.has('identify_org') || policy.passiveSignalStance === 'HEADER_ONLY',
    reasons,
  };
}

function levelFor(permitted: ReadonlySet<Purpose>): Level {
  if (permitted.has('recognise_visitor')) return 'VISITOR';
  if (permitted.has('identify_org')) return 'ORG';
  return permitted.has('measure') ? 'COUNT' : 'DROP';
}

function rows(policy: SitePolicy, { signals, bot, corporate, eligible }: EventContext): Cap[] {
  const off = PURPOSES.filter((purpose) => policy.purposes[purpose] === 'OFF');
  return [
    { reason: 'K01', holds: policy.killed, takes: EVERYTHING },
    { reason: 'X01', holds: bot, takes: EVERYTHING },
    { reason: 'G01', holds: signals.gpc, takes: BEYOND_COUNTING },
    { reason: 'G02', holds: signals.dnt, takes: BEYOND_COUNTING },
    { reason: 'I01', holds: !corporate, takes: ORGANIZATION },
    { reason: 'I02', holds: corporate && !eligible, takes: ORGANIZATION },
    { reason: 'B01', holds: off.length > 0, takes: off },
  ];
}
