import { expect, test } from 'vitest';
import { routedWords } from './routed-words.ts';

test.each([
  ['You own Acme.', 'It came to you: you own Acme.'],
  ['Germany is your territory.', 'It came to you: Germany is your territory.'],
  ['It was your turn.', 'It came to you: it was your turn.'],
  [
    'Nobody owns it, and you hear of what nobody owns.',
    'It came to you: nobody owns it, and you hear of what nobody owns.',
  ],
])('%s', (reason, words) => {
  expect(routedWords({ to: 'Ada', reason }, 'Ada')).toBe(words);
});

test('others read to whom it went, and what they were told', () => {
  expect(routedWords({ to: 'Ada', reason: 'You own Acme.' }, 'Ben')).toBe('It went to Ada: “You own Acme.”');
});
