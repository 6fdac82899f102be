import { createHash } from 'node:crypto';
import { ruleSentence } from '../policy/rule.ts';
import { DAY } from '../policy/time.ts';
import type { AlertBody, Bucket } from './allow-list.ts';
import type { Match } from './evaluate.ts';

export function bucketOf(count: number): Bucket {
  if (count >= 10) return '10+';
  if (count >= 4) return '4-9';
  return count >= 2 ? '2-3' : '1';
}

/** How long a window stays open after the last session on its topic. */
export const WINDOW_LIFE = DAY;

/**
 * Id of the window that a match opens: the same match gives the same id, so that a process which is killed
 * and goes over the same events again opens nothing twice.
 */
export function windowId({ rule, organization, to }: Match): string {
  return createHash('sha256')
    .update(JSON.stringify([rule.site, rule.id, organization.id, to]))
    .digest('base64url')
    .slice(0, 22);
}

export function alertBody(match: Match, policyVersion: number): AlertBody {
  const { rule, organization } = match;
  const evidence: AlertBody['evidence'] = [
    {
      kind: 'topic_sessions',
      topic: rule.topic.slug,
      label: rule.topic.label,
      bucket: bucketOf(match.sessions),
    },
  ];
  if (match.days > 1) {
    evidence.push({
      kind: 'topic_days',
      topic: rule.topic.slug,
      label: rule.topic.label,
      bucket: bucketOf(match.days),
    });
  }
  return {
    schema: 'alert/1',
    org: {
      id: organization.id,
      name: organization.name,
      registrableDomain: organization.domain,
      country: organization.country,
      kind: organization.kind,
    },
    rule: { id: rule.id, version: rule.version, title: rule.title, sentence: ruleSentence(rule) },
    window: { from: new Date(match.from).toISOString(), to: new Date(match.to).toISOString() },
    evidence,
    match: { confidence: organization.confidence, source: 'The network is registered to the organization' },
    lawful: { policyVersion },
    decision: 'human',
  };
}
