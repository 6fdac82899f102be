import { keysOf, marksBetween } from '../../policy/behaviour.ts';
import { detailOf, keptProperties } from '../../policy/behaviour-detail.ts';
import type { BehaviourCount } from '../../policy/event.ts';
import type { Decision } from '../../policy/gate.ts';
import { pageTemplate } from '../../policy/page.ts';
import { hourOf } from '../../policy/time.ts';
import { eventId } from '../event-id.ts';
import type { EventInProgress, Visit } from '../visit.ts';
import { belongsTo } from './origin.ts';
import type { SentCount } from './read-count.ts';

/**
 * What is kept of a behaviour, whatever the level of the visit: a page, an hour and what was counted. Null where the
 * purpose to measure is not permitted, the policy does not count such a thing, or nothing is left of it.
 */
export function countOf(options: {
  visit: Visit;
  event: EventInProgress;
  sent: SentCount;
  time: number;
  decision: Decision;
}): BehaviourCount | null {
  const { visit, event, sent, time, decision } = options;
  const { site } = visit;
  const { kinds, events } = site.policy.behaviour;
  const keys = sent.name === 'event' ? keysOf(events, sent.detail) : [];
  const named = sent.name === 'event' ? keys !== null : kinds.includes(sent.name);
  if (!named || !decision.purposes.includes('measure')) return null;

  const detail = detailOf(sent.name, sent.detail, event.url.hostname);
  const marks = marksBetween(sent.name, sent.before, sent.reached);
  const about = sent.name === 'engaged' || sent.name === 'scrolled' ? marks.length > 0 : true;
  // Which form it was may be unknown; a link or a file without a name would say nothing.
  // Another of the site's own hosts is no other site, and a page that is not looked at has no files that are.
  if (sent.name === 'outbound' && belongsTo(site, detail)) return null;
  if (sent.name === 'download' && (site.isSpecial(sent.detail) || site.isForChildren(sent.detail)))
    return null;
  if (!about || (detail === '' && (sent.name === 'outbound' || sent.name === 'download'))) return null;
  return {
    type: 'behaviour',
    site: site.id,
    id: eventId(site.id, event.sent.id),
    name: sent.name,
    level: 'COUNT',
    policyVersion: site.policy.version,
    reasons: [...decision.reasons],
    hour: hourOf(time),
    page: pageTemplate(event.url.pathname),
    detail,
    marks,
    properties: keptProperties(sent.properties, keys ?? []),
  };
}
