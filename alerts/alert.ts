import { createHash } from 'node:crypto';
import { ruleSentence } from '../policy/rules/rule.ts';
import type { AlertBody } from './allow-list.ts';
import type { Match } from './evaluate.ts';

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

export function alertBody(match: Match): AlertBody {
  const { rule, organization, relation, evidence, lawful } = match;
  const { policyVersion, noticeVersion } = lawful;
  return {
    schema: 'alert/1',
    org: {
      id: organization.id,
      name: organization.name,
      registrableDomain: organization.domain,
      country: organization.country,
      kind: organization.kind,
      ...(relation === null ? {} : { relation }),
    },
    rule: { id: rule.id, version: rule.version, title: rule.title, sentence: ruleSentence(rule) },
    window: { from: new Date(match.from).toISOString(), to: new Date(match.to).toISOString() },
    evidence,
    match: { confidence: organization.confidence, source: 'The network is registered to the organization' },
    lawful: { policyVersion, ...(noticeVersion === null ? {} : { noticeVersion }) },
    decision: 'human',
  };
}
