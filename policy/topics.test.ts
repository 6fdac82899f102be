import { expect, test } from 'vitest';
import { campaignMatcher, type Topic, topicMatcher } from './topics.ts';

const topic = (id: number, ...paths: string[]): Topic => ({
  id,
  slug: `t${id}`,
  label: `T${id}`,
  kind: 'pages',
  paths,
  campaigns: [],
});

test('the first topic that matches, none as 0', () => {
  const topicOf = topicMatcher([
    topic(1, '/pricing'),
    topic(2, '/product/**'),
    topic(3, '/docs/*', '/help'),
    topic(4, '/pr*'),
  ]);
  expect(topicOf('/pricing')).toBe(1);
  expect(topicOf('/product')).toBe(2);
  expect(topicOf('/product/sensors/deep')).toBe(2);
  expect(topicOf('/docs/start')).toBe(3);
  expect(topicOf('/docs/start/more')).toBe(0);
  expect(topicOf('/press')).toBe(4);
  expect(topicOf('/Pricing')).toBe(0);
  expect(topicOf('/')).toBe(0);
});

test('marks that mean something to shells mean themselves here', () => {
  const topicOf = topicMatcher([topic(1, '/a(b)/{c,d}'), topic(2, '!/x')]);
  expect(topicOf('/a(b)/{c,d}')).toBe(1);
  expect(topicOf('/a(b)/c')).toBe(0);
  expect(topicOf('/anything')).toBe(0);
  expect(topicMatcher([])('/x')).toBe(0);
});

test('a campaign is the first whose globs name the value; pages and campaigns do not mix', () => {
  const topics: Topic[] = [
    topic(1, '/spring*'),
    { ...topic(2), kind: 'campaign', campaigns: ['spring-*', 'fair'] },
    { ...topic(3), kind: 'campaign', campaigns: ['*'] },
  ];
  const campaignOf = campaignMatcher(topics);
  expect([campaignOf('spring-2026'), campaignOf('fair'), campaignOf('other')]).toEqual([2, 2, 3]);
  expect(campaignOf('')).toBe(0);
  expect(campaignMatcher(topics.slice(0, 2))('other')).toBe(0);
  expect(topicMatcher(topics)('/fair')).toBe(0);
});
