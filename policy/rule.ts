/**
 * "At least N sessions on topic T within W days": a lower bound over an organization's counts. There is no
 * upper bound, no negation and no order, so taking any visit away can only take alerts away.
 */
export interface Rule {
  id: string;
  version: number;
  site: number;
  title: string;
  topic: { id: number; slug: string; label: string };
  sessions: number;
  /** 1 to 30. */
  days: number;
}

/** The rule as the one sentence that alerts, notices and "why" all show. */
export function ruleSentence(rule: { topic: { label: string }; sessions: number; days: number }): string {
  const sessions = rule.sessions === 1 ? 'session' : 'sessions';
  const days = rule.days === 1 ? 'day' : 'days';
  return `At least ${rule.sessions} ${sessions} on ${rule.topic.label} within ${rule.days} ${days}`;
}
