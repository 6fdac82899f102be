import type { EventOrganization } from '../policy/event.ts';
import { groupFloor } from '../policy/floors.ts';
import type { Rule } from '../policy/rule.ts';
import { DAY, QUARTER } from '../policy/time.ts';
import type { OrganizationSessions } from './sessions.ts';

/** A rule that is fulfilled for an organization, with what fulfils it. */
export interface Match {
  rule: Rule;
  organization: EventOrganization;
  sessions: number;
  days: number;
  /** Quarter in which the first session of the evidence began. */
  from: number;
  /** End of the last quarter in which one began. */
  to: number;
}

/**
 * Holds a rule against an organization's sessions. The span ends with the latest session on the topic and
 * reaches back the rule's days; the group floor applies whatever the rule says.
 */
export function evaluate(
  rule: Rule,
  organization: EventOrganization,
  sessions: OrganizationSessions,
): Match | null {
  const key = { site: rule.site, organization: organization.id, topic: rule.topic.id };
  const latest = sessions.latest(key);
  if (!Number.isFinite(latest)) return null;
  const found = sessions.since(key, latest + QUARTER - rule.days * DAY);
  // Every organization that can be named today holds its own network.
  const floor = groupFloor({ ownNetwork: true });
  if (found.sessions < Math.max(rule.sessions, floor.sessions) || found.days < floor.days) return null;
  return {
    rule,
    organization,
    sessions: found.sessions,
    days: found.days,
    from: found.first,
    to: found.last + QUARTER,
  };
}
