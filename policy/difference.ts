import type { ConsentState } from './consent.ts';
import { type Decision, gateOf, type Standing, type Visitor } from './gate.ts';
import { jurisdiction } from './jurisdiction.ts';
import { FIELDS, levelRank } from './levels.ts';
import { ORDINARY_VISIT } from './ordinary-visit.ts';
import { PURPOSES } from './purposes.ts';
import { NO_SIGNALS } from './signals/signals.ts';
import type { SitePolicy } from './site-policy.ts';

/** One kind of visit that a change treats differently. */
export interface ChangedCase {
  /** ISO 3166 code, '' for a place that is not known. */
  place: string;
  answer: Answer | 'mixed';
  /** From a network that belongs to an organization. */
  corporate: boolean;
  before: Decision;
  after: Decision;
  direction: Direction;
}

export type Answer = 'none' | 'refused' | 'given';
export type Direction = 'wider' | 'narrower' | 'both';

export interface PolicyDifference {
  /** Number of cases looked at: all there are. */
  cases: number;
  wider: number;
  narrower: number;
  changed: ChangedCase[];
}

/**
 * The gate treats an expired or unproven consent like none, and a withdrawal like a refusal, as far as what is permitted
 * is concerned; one state stands for each class. A test holds this against the gate.
 */
const ANSWERS: Record<Answer, ConsentState> = { none: 'NONE', refused: 'REFUSED', given: 'GIVEN_PROVEN' };

/** A place of every regime, one for each country whose part may be unknown, and nowhere. */
export const PLACES = [
  'DE',
  'FR',
  'GB',
  'CH',
  'CA-QC',
  'CA-ON',
  'CA',
  'BR',
  'US-CA',
  'US-NY',
  'US',
  'JP',
  '',
];

/**
 * Holds two policies against each other over everything that can happen: every place that either of them tells apart,
 * every combination of answers to the consent question, networks of organizations and others, with and without a signal.
 * What concerns single pages, organizations and texts is not in the gate's domain; {@link otherChanges} compares it.
 */
export function difference(
  before: SitePolicy,
  after: SitePolicy,
  standings: Record<'before' | 'after', Standing>,
): PolicyDifference {
  const steps = differenceInSteps(before, after, standings);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** {@link difference}, stopping after each place, for whoever must not keep others waiting. */
export function* differenceInSteps(
  before: SitePolicy,
  after: SitePolicy,
  standings: Record<'before' | 'after', Standing>,
): Generator<undefined, PolicyDifference, undefined> {
  const gates = { before: gateOf(before, standings.before), after: gateOf(after, standings.after) };
  const found: PolicyDifference = { cases: 0, wider: 0, narrower: 0, changed: [] };
  for (const place of placesOf(before, after)) {
    const laws = { before: jurisdiction(before, place), after: jurisdiction(after, place) };
    for (const consent of allConsents()) {
      for (const corporate of [true, false]) {
        for (const gpc of [false, true]) {
          const visitor = { consent, corporate, signals: { ...NO_SIGNALS, gpc } };
          const was = gates.before({ ...ORDINARY_VISIT, ...laws.before, ...visitor });
          const is = gates.after({ ...ORDINARY_VISIT, ...laws.after, ...visitor });
          found.cases += 1;
          const direction = compare(was, is);
          if (direction === null) continue;
          if (direction !== 'narrower') found.wider += 1;
          if (direction !== 'wider') found.narrower += 1;
          if (gpc) continue;
          found.changed.push({
            place,
            answer: answerOf(consent),
            corporate,
            before: was,
            after: is,
            direction,
          });
        }
      }
    }
    yield;
  }
  return found;
}

/** Which way an answer moved; null when it did not. */
export function compare(before: Decision, after: Decision): Direction | null {
  const wider = allowsMore(after, before);
  const narrower = allowsMore(before, after);
  if (wider && narrower) return 'both';
  if (wider) return 'wider';
  return narrower ? 'narrower' : null;
}

/** Whether `a` allows anything that `b` does not. */
function allowsMore(a: Decision, b: Decision): boolean {
  return (
    levelRank(a.level) > levelRank(b.level) ||
    PURPOSES.some((purpose) => a.purposes.includes(purpose) && !b.purposes.includes(purpose)) ||
    (a.alert && !b.alert) ||
    FIELDS.some((field) => a.fields.includes(field) && !b.fields.includes(field))
  );
}

function placesOf(...policies: readonly SitePolicy[]): string[] {
  const declared = policies.flatMap((policy) => [
    ...policy.establishments,
    ...Object.keys(policy.exemptions),
  ]);
  return [...new Set([...PLACES, ...declared])];
}

function* allConsents(): Generator<Visitor['consent']> {
  const states = Object.values(ANSWERS);
  for (const measure of states) {
    for (const identify_org of states) {
      for (const alert_sales of states) {
        for (const recognise_visitor of states) {
          yield { measure, identify_org, alert_sales, recognise_visitor };
        }
      }
    }
  }
}

function answerOf(consent: Visitor['consent']): Answer | 'mixed' {
  const [first] = PURPOSES;
  if (PURPOSES.some((purpose) => consent[purpose] !== consent[first])) return 'mixed';
  const found = Object.entries(ANSWERS).find(([, state]) => state === consent[first]);
  return found ? (found[0] as Answer) : 'mixed';
}
