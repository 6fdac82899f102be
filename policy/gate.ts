import { type Context, EVENT_ROWS, PURPOSE_ROWS, type Standing, type Visitor } from './gate-rows.ts';
import {
  type Field,
  LEVEL_CONTENTS,
  type Level,
  levelFor,
  type Retention,
  type Storage,
  type VisitorId,
} from './levels.ts';
import { PURPOSES, type Purpose } from './purposes.ts';
import type { Reason } from './reasons.ts';
import { isIn, type Regime, regimesIn, TERMINAL_REGIMES } from './regimes.ts';
import { type SitePolicy, stanceOf } from './site-policy.ts';

export type { Context, Standing, Visitor } from './gate-rows.ts';

/** The answer of the gate. It travels with the event, and later readers can only narrow it. */
export interface Decision {
  level: Level;
  /** Purposes that the event may serve. */
  purposes: readonly Purpose[];
  /** Whether alerts may feed on the event. */
  alert: boolean;
  storage: Storage;
  visitorId: VisitorId;
  fields: readonly Field[];
  retention: Retention;
  /** Every reason that took something away, the primary one first. */
  reasons: readonly Reason[];
}

/**
 * Decides what may be kept of an event: start from every purpose, and let each row that holds take purposes away. No
 * row can give one back, so the order of rows only chooses which reason is named first, and a more private input can
 * never allow more. Total: every input has an answer.
 *
 * Reasons come in the order of the table: first what concerns the event, then purpose by purpose.
 */
export function decide(policy: SitePolicy, context: Context): Decision {
  const reasons = new Set<Reason>();
  const taken = new Set<Purpose>();
  for (const { reason, takes, holds } of EVENT_ROWS) {
    if (!holds(policy, context)) continue;
    reasons.add(reason);
    for (const purpose of takes) taken.add(purpose);
  }
  const regimes = regimesIn(context.regimes);
  for (const purpose of PURPOSES) {
    const claims = regimes.map((regime) => ({ purpose, regime, policy, context }));
    for (const { reason, holds } of PURPOSE_ROWS) {
      if (!claims.some(holds)) continue;
      reasons.add(reason);
      taken.add(purpose);
    }
  }
  const purposes = PURPOSES.filter((purpose) => !taken.has(purpose));
  return { ...contentsOf(policy, context, purposes, regimes), purposes, reasons: [...reasons] };
}

function contentsOf(
  policy: SitePolicy,
  context: Context,
  purposes: readonly Purpose[],
  regimes: readonly Regime[],
): Omit<Decision, 'purposes' | 'reasons'> {
  const level = levelFor(purposes);
  const { storage, visitorId, fields, retention } = LEVEL_CONTENTS[level];
  const named = purposes.includes('identify_org');
  const addressMayBeRead = regimes.every(
    (regime) =>
      !isIn(regime, TERMINAL_REGIMES) ||
      stanceOf(policy, regime) === 'HEADER_ONLY' ||
      context.consent.measure === 'GIVEN_PROVEN',
  );
  const kept: Partial<Record<Field, boolean>> = {
    // The country is read from the address too.
    country: named || addressMayBeRead,
    // France's exemption for measurement leaves campaigns out (CNIL, guidelines on audience measurement).
    campaign: !regimes.includes('FR'),
    organization: named,
  };
  return {
    level,
    alert: named && purposes.includes('alert_sales'),
    storage,
    visitorId,
    fields: fields.filter((field) => kept[field] !== false),
    retention,
  };
}

/**
 * The gate of one site as it stands. Its domain is finite and few of its inputs are met in practice, so every answer is
 * worked out once: answers are shared and must not be changed.
 */
export function gateOf(
  policy: SitePolicy,
  { notice, assessments }: Standing,
): (visitor: Visitor) => Decision {
  let answers = new Map<number, Map<number, Decision>>();
  let known = 0;
  return (visitor) => {
    const place = placeKey(visitor);
    let ofPlace = answers.get(place);
    if (!ofPlace) {
      ofPlace = new Map();
      answers.set(place, ofPlace);
    }
    const visit = visitKey(visitor);
    let decision = ofPlace.get(visit);
    if (!decision) {
      decision = decide(policy, { ...visitor, notice, assessments });
      if (known >= MOST_ANSWERS) {
        // Somebody tries every combination there is: start over rather than grow.
        answers = new Map();
        known = 0;
      } else {
        ofPlace.set(visit, decision);
        known += 1;
      }
    }
    return decision;
  };
}

const MOST_ANSWERS = 20_000;

// Small integers as keys: a key of text or an object for each event would cost more than the answer.
function placeKey({ regimes, exempt, sender }: Visitor): number {
  return regimes | (exempt << 10) | (SENDERS.indexOf(sender) << 20);
}

const SENDERS: readonly Visitor['sender'][] = ['HUMAN', 'SUSPECT', 'BOT', 'INTERNAL'];

function visitKey(visitor: Visitor): number {
  const { consent, signals } = visitor;
  return (
    CONSENT_KEY[consent.measure] |
    (CONSENT_KEY[consent.identify_org] << 3) |
    (CONSENT_KEY[consent.alert_sales] << 6) |
    (CONSENT_KEY[consent.recognise_visitor] << 9) |
    (Number(signals.gpc) << 12) |
    (Number(signals.dnt) << 13) |
    (Number(signals.gpp) << 14) |
    (Number(signals.tcf) << 15) |
    (Number(signals.consentMode) << 16) |
    (Number(signals.child) << 17) |
    (Number(visitor.objected) << 18) |
    (Number(visitor.special) << 19) |
    (Number(visitor.excluded) << 20) |
    (Number(visitor.corporate) << 21) |
    (Number(visitor.eligible) << 22) |
    (Number(visitor.inAudience) << 23) |
    (Number(visitor.groupMet) << 24)
  );
}

const CONSENT_KEY = {
  WITHDRAWN: 0,
  REFUSED: 1,
  EXPIRED: 2,
  NONE: 3,
  GIVEN_UNPROVEN: 4,
  GIVEN_PROVEN: 5,
} as const;
