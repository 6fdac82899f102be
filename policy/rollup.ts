import type { AcceptedEvent, EventOrganization } from './event.ts';
import { DAY, QUARTER, quarterOf, startOfDay } from './time.ts';

/** Stands for the whole site where a topic is named: every page counts for it. */
export const WHOLE_SITE = 0;

/**
 * What an organization's visits add to its roll-up: the only thing about them that windows, alerts and
 * reports can see. No visitor is in it.
 */
export interface Contribution {
  site: number;
  organization: EventOrganization;
  /** Id of a topic of pages or of a campaign, or {@link WHOLE_SITE}. */
  topic: number;
  /** Start of the quarter-hour, milliseconds since the epoch. */
  quarter: number;
  views: number;
  /** Change of the number of sessions that begin in the quarter; -1 when a late event joins two into one. */
  sessions: number;
  /** Whether the gate lets alerts feed on it, and under which version of the site's policy. */
  alert: boolean;
  policyVersion: number;
}

/** Two empty quarter-hours end a session. */
const GAP = 3 * QUARTER;

/**
 * From visits of people to counts of an organization: the one place where a visitor's pseudonym is read.
 *
 * A session is a run of quarter-hours in which one visitor looked at a topic, ended by two empty ones. The
 * result only depends on the set of events, never on their order, so late events are counted right. The
 * pseudonym changes every UTC day, so no session spans midnight.
 */
export class Rollup {
  /** Day -> visit -> topic and permission -> quarters seen, ascending. */
  readonly #days = new Map<number, Map<string, Map<number, number[]>>>();
  #latest = 0;

  /** What the event adds; empty for events that name no organization. */
  add(event: AcceptedEvent): Contribution[] {
    const { organization } = event;
    if (!organization || event.visit === '') return [];
    const contributions: Contribution[] = [];
    this.#addTo(event, organization, WHOLE_SITE, contributions);
    if (event.topic !== WHOLE_SITE) this.#addTo(event, organization, event.topic, contributions);
    const campaign = event.campaign ?? WHOLE_SITE;
    if (campaign !== WHOLE_SITE) this.#addTo(event, organization, campaign, contributions);
    return contributions;
  }

  #addTo(event: AcceptedEvent, organization: EventOrganization, topic: number, into: Contribution[]): void {
    const quarter = quarterOf(event.time);
    const { site, alert, policyVersion } = event;
    const first: Contribution = {
      site,
      organization,
      topic,
      quarter,
      views: 1,
      sessions: 0,
      alert,
      policyVersion,
    };
    into.push(first);

    const quarters = this.#quartersOf(event, topic);
    let at = quarters.length;
    while (at > 0 && (quarters[at - 1] ?? 0) > quarter) at -= 1;
    const previous = quarters[at - 1];
    if (previous === quarter) return;
    const next = quarters[at];

    const begins = previous === undefined || quarter - previous >= GAP;
    const nextBegan = next !== undefined && (previous === undefined || next - previous >= GAP);
    const nextStillBegins = next !== undefined && next - quarter >= GAP;
    if (begins) first.sessions = 1;
    if (next !== undefined && nextBegan && !nextStillBegins) {
      into.push({ ...first, quarter: next, views: 0, sessions: -1 });
    }
    quarters.splice(at, 0, quarter);
  }

  /** Quarters seen of a visit on a topic; what is added to them is kept. */
  #quartersOf({ time, visit, alert }: AcceptedEvent, topic: number): number[] {
    const visits = this.#visitsOf(startOfDay(time));
    // Maps within maps: a key joined of all parts costs more than everything else here.
    let topics = visits.get(visit);
    if (!topics) {
      topics = new Map();
      visits.set(visit, topics);
    }
    const key = topic * 2 + (alert ? 1 : 0);
    let quarters = topics.get(key);
    if (!quarters) {
      quarters = [];
      topics.set(key, quarters);
    }
    return quarters;
  }

  #visitsOf(day: number): Map<string, Map<number, number[]>> {
    const known = this.#days.get(day);
    if (known) return known;
    // Events are at most a day old, so nothing can be added to days before yesterday.
    this.#latest = Math.max(this.#latest, day);
    for (const old of this.#days.keys()) if (old < this.#latest - 2 * DAY) this.#days.delete(old);
    const visits = new Map<string, Map<number, number[]>>();
    this.#days.set(day, visits);
    return visits;
  }
}
