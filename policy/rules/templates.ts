import type { Condition, CountCondition } from './condition.ts';
import { LONGEST_STAY, LONGEST_TITLE, type RuleDraft } from './read-rule.ts';
import type { RuleTopic } from './rule.ts';

const draft = (title: string, condition: Condition, change: Partial<RuleDraft> = {}): RuleDraft => ({
  title: title.slice(0, LONGEST_TITLE),
  condition,
  coolDownDays: 0,
  stayOpenDays: 1,
  ...change,
});

const sessions = (
  atLeast: number,
  topic: CountCondition['topic'],
  within: CountCondition['within'],
): CountCondition => ({ atLeast, count: 'sessions', topic, within });

/** A prospect looks at a topic. */
export const prospectLooksAt = (topic: RuleTopic): RuleDraft =>
  draft(
    `A prospect looks at ${topic.label}`,
    { all: [{ list: 'prospects' }, sessions(2, topic.id, 7)] },
    { coolDownDays: 7 },
  );

/** A client looks at any of some topics: leaving, or buying more. */
export const clientLooksAt = (topics: readonly RuleTopic[]): RuleDraft => {
  const parts = topics.map(({ id }) => sessions(2, id, 14));
  const [only, ...others] = parts;
  return draft(
    `A client looks at ${topics.map(({ label }) => label).join(' or ')}`,
    { all: [{ list: 'clients' }, ...(only && others.length === 0 ? [only] : [{ any: parts }])] },
    { coolDownDays: 7 },
  );
};

/**
 * An organization on the watchlist is back after quiet days: it was seen before them, and now again. The window stays
 * open for as many days, so that the next opens only after as many without a visit.
 *
 * @param quietDays 1 to 14
 */
export const backAfter = (quietDays: number): RuleDraft => {
  const days = Math.min(Math.max(1, Math.round(quietDays)), LONGEST_STAY);
  return draft(
    `On the watchlist and back after ${days} quiet ${days === 1 ? 'day' : 'days'}`,
    { all: [{ list: 'watchlist' }, { ...sessions(1, 'site', 30), earlier: days }, sessions(1, 'site', 1)] },
    { stayOpenDays: days },
  );
};

/** An organization came by a campaign. Twice, because nobody is told of a single session, whatever a rule says. */
export const campaignLanded = (campaign: RuleTopic): RuleDraft =>
  draft(`The campaign ${campaign.label} landed`, sessions(2, campaign.id, 7));
