import { type Decision, decide } from '../../policy/gate.ts';
import { joinSignals, type PrivacySignals } from '../../policy/signals.ts';
import { DAY, dayOf } from '../../policy/time.ts';
import type { Pseudonyms } from '../pseudonyms.ts';
import type { Step } from '../step.ts';
import type { EventInProgress, Visit } from '../visit.ts';
import { minimize } from './minimize.ts';

const MAXIMUM_AGE = DAY;

/** Asks the gate about every event; what it lets through is minimized at once. */
export function gate(pseudonyms: Pseudonyms): Step {
  return (visit) => {
    const decisionFor = decisions(visit);
    const pseudonymAt = pseudonymsOf(visit, pseudonyms);
    for (const event of visit.events) {
      if (event.refused !== null) continue;
      const time = eventTime(visit, event);
      if (time < visit.receivedAt - MAXIMUM_AGE) {
        event.refused = 'too_old';
        continue;
      }
      const decision = decisionFor(joinSignals(visit.signals, event.sent));
      if (decision.level === 'DROP') {
        event.refused = decision.reasons[0] ?? 'B01';
        continue;
      }
      event.accepted = minimize({ visit, event, time, decision, level: decision.level, pseudonymAt });
    }
    return null;
  };
}

/** The events of one request differ only by their signals, so there are few different answers. */
function decisions(visit: Visit): (signals: PrivacySignals) => Decision {
  const known = new Map<number, Decision>();
  return (signals) => {
    const key = (signals.gpc ? 2 : 0) + (signals.dnt ? 1 : 0);
    let decision = known.get(key);
    if (!decision) {
      decision = decide(visit.site.policy, {
        signals,
        bot: visit.bot,
        corporate: visit.network.organization !== null,
        eligible: visit.network.eligible,
      });
      known.set(key, decision);
    }
    return decision;
  };
}

/** One visitor sends a request, so there is one pseudonym for each day that its events fall on. */
function pseudonymsOf({ site, address, headers }: Visit, pseudonyms: Pseudonyms): (time: number) => string {
  const agent = headers['user-agent'] ?? '';
  const known = new Map<string, string>();
  return (time) => {
    const day = dayOf(time);
    const pseudonym = known.get(day) ?? pseudonyms.visit({ site: site.id, address, agent, time });
    known.set(day, pseudonym);
    return pseudonym;
  };
}

/**
 * When the event happened, by our clock. The visitor's clock may be wrong by years, but the time between the
 * event and its sending is right. Nothing happens in the future.
 */
function eventTime({ batch, receivedAt }: Visit, { sent }: EventInProgress): number {
  if (sent.time === null) return receivedAt;
  const skew = batch.sentAt === null ? 0 : receivedAt - batch.sentAt;
  return Math.min(sent.time + skew, receivedAt);
}
