import { expect, test } from 'vitest';
import { topicMatcher } from './topics.ts';

const topic = (id: number, ...paths: string[]) => ({ id, slug: `t${id}`, label: `T${id}`, paths });

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
