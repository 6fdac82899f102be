import { type ConsentStates, consentStates } from '../../policy/consent.ts';
import type { Decision, Visitor } from '../../policy/gate.ts';
import { DAY, dayOf } from '../../policy/time.ts';
import type { Pseudonyms } from '../pseudonyms.ts';
import type { Step } from '../step.ts';
import type { EventInProgress, Visit } from '../visit.ts';
import { countOf } from './count.ts';
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
      const decision = decisionFor(event);
      if (decision.level === 'DROP') {
        event.refused = decision.reasons[0] ?? 'E01';
        continue;
      }
      const { count } = event.sent;
      if (count) {
        event.accepted = countOf({ visit, event, sent: count, time, decision });
        if (event.accepted === null) event.refused = 'not_measured';
        continue;
      }
      event.accepted = minimize({ visit, event, time, decision, level: decision.level, pseudonymAt });
    }
    return null;
  };
}

/** What the gate is asked about each event; all but the page and its signals is the same for a whole request. */
function decisions(visit: Visit): (event: EventInProgress) => Decision {
  const { site, network, receivedAt } = visit;
  const { organization, excluded } = network;
  const consent: ConsentStates = consentStates(visit.consent, {
    site: site.id,
    noticeHash: site.noticeHash,
    now: receivedAt,
  });
  const common: Omit<Visitor, 'signals' | 'special'> = {
    ...site.lawsOf(network.country),
    consent,
    objected: visit.objected,
    sender: senderOf(visit),
    excluded: excluded?.drop === false,
    corporate: organization !== null,
    eligible: network.eligible,
    inAudience: organization !== null && site.inAudience(organization),
    // Whether there is enough for an alert is not known before the roll-up: alerts hold the floor themselves.
    groupMet: true,
  };
  return ({ sent, url }) => {
    const { signals } = visit;
    return site.decide(
      {
        ...common,
        signals: {
          ...signals,
          gpc: signals.gpc || sent.gpc,
          dnt: signals.dnt || sent.dnt,
          child: signals.child || site.isForChildren(url.pathname),
        },
        special: site.isSpecial(url.pathname),
      },
      receivedAt,
    );
  };
}

/** Who seems to send it: nothing is known of people, so this is about robots and about whom the operator excluded. */
function senderOf({ bot, network }: Visit): Visitor['sender'] {
  if (bot) return 'BOT';
  if (network.excluded?.drop) return 'INTERNAL';
  return network.networkKind === 'hosting' ? 'SUSPECT' : 'HUMAN';
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
