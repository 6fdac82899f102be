import { expect, test } from 'vitest';
import { readTopic, type TopicDraft } from './topic-draft.ts';

const pages = (paths: string[], label = 'Pricing'): TopicDraft => ({
  label,
  kind: 'pages',
  paths,
  campaigns: [],
});
const codeOf = (draft: TopicDraft) => readTopic(draft).refused?.code;

test('a topic is read with its patterns trimmed and once each', () => {
  expect(readTopic(pages([' /pricing ', '/pricing', '', '/plans/**'], ' Pricing '))).toEqual({
    topic: pages(['/pricing', '/plans/**']),
  });
  expect(
    readTopic({ label: 'Spring', kind: 'campaign', paths: ['/x'], campaigns: ['Spring-*'] }).topic,
  ).toEqual({ label: 'Spring', kind: 'campaign', paths: [], campaigns: ['spring-*'] });
});

test.each([[['/**']], [['/*/**', '/*']], [['/?*', '/*/**']]])(
  '%j takes in every page and is refused with another way',
  (paths) => {
    const { refused } = readTopic(pages(paths));
    expect(refused?.sentence).toBe('It takes in every page of the site.');
    expect(refused?.alternative).toContain('anywhere on the site');
  },
);

test.each([
  ['NP-04', pages(['/a'], 'Our health insurance')],
  ['NP-04', pages(['/religion/**'])],
  ['NP-16', pages(['/a'], 'For kids')],
  ['NP-15', pages(['https://shop.example/a'])],
  ['NP-15', pages(['/(a|b)+'])],
  ['NP-12', pages([])],
  ['NP-12', pages(['/a*b*c*d'])],
  ['NP-12', pages(Array.from({ length: 51 }, (_, index) => `/${index}`))],
  ['NP-12', pages(['/a'], ' ')],
  ['NP-12', { label: 'All', kind: 'campaign' as const, paths: [], campaigns: ['**'] }],
])('%s for %j', (code, draft) => {
  expect(codeOf(draft)).toBe(code);
});
