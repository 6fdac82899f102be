import type { AcceptedEvent } from '../../policy/event.ts';
import type { Decision } from '../../policy/gate.ts';
import type { Field, Level } from '../../policy/levels.ts';
import { pageTemplate, referrerHost } from '../../policy/page.ts';
import { hourOf, quarterOf } from '../../policy/time.ts';
import { browserOf } from '../browser.ts';
import { eventId, visitorId } from '../event-id.ts';
import { outcomeOf } from '../match-outcome.ts';
import type { EventInProgress, Visit } from '../visit.ts';

type KeptLevel = Exclude<Level, 'DROP'>;

/**
 * Builds what is kept of an event, field by field: a field that is not named here does not exist afterwards.
 * Below ORG there is no organization and no pseudonym.
 */
export function minimize(options: {
  visit: Visit;
  event: EventInProgress;
  time: number;
  decision: Decision;
  level: KeptLevel;
  /** Pseudonym of the visitor on the day of a time. */
  pseudonymAt: (time: number) => string;
}): AcceptedEvent {
  const { visit, event, time, decision, level, pseudonymAt } = options;
  const { site, network, headers, batch } = visit;
  const page = pageTemplate(event.url.pathname);
  const may = (field: Field): boolean => decision.fields.includes(field);
  const organization = may('organization') ? network.organization : null;
  const visitor = may('visitor') && batch.visitor !== null ? visitorId(site.id, batch.visitor) : '';
  const { device, browser } = browserOf(headers['user-agent'] ?? '');
  return {
    type: 'event',
    site: site.id,
    id: eventId(site.id, event.sent.id),
    name: 'page_view',
    level,
    policyVersion: site.policy.version,
    reasons: [...decision.reasons],
    time: roundTime(time, level),
    page,
    referrerHost: referrerHost(event.sent.referrer, event.url.hostname),
    country: may('country') ? network.country : '',
    device,
    browser,
    topic: site.declaredTopic(event.sent.topic) || site.topicOf(page),
    campaign: organization && may('campaign') ? site.campaignOf(event.sent.campaign) : 0,
    organization,
    visitor,
    visit: organization ? visitor || pseudonymAt(time) : '',
    alert: decision.alert,
    outcome: outcomeOf(network),
  };
}

function roundTime(time: number, level: KeptLevel): number {
  if (level === 'COUNT') return hourOf(time);
  return level === 'ORG' ? quarterOf(time) : Math.floor(time / 1000) * 1000;
}
