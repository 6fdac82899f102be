import { expect, test } from 'vitest';
import { fieldsInWords, identifierInWords, storageInWords } from './result-words.ts';

test('fields are told as a list', () => {
  expect(fieldsInWords([])).toBe('Nothing of the visit');
  expect(fieldsInWords(['page', 'topic', 'weather'])).toBe('page, topic and weather');
});

test('what is not known here is told by its own name', () => {
  expect([storageInWords('none'), storageInWords('disk')]).toEqual(['Nothing', 'disk']);
  expect([identifierInWords('none'), identifierInWords('weekly')]).toEqual(['None', 'weekly']);
});
