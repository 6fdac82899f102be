import { expect, test } from 'vitest';
import { placeName, placeOptions } from './places.ts';

test.each([
  ['DE', 'Germany'],
  ['US-TX', 'Texas, United States'],
  ['CA-QC', 'Quebec, Canada'],
  ['GB-ENG', 'GB-ENG'],
])('%s is %s', (code, name) => {
  expect(placeName(code)).toBe(name);
});

test('each place is offered once, as the API takes it', () => {
  const values = placeOptions().map(({ value }) => value);
  expect(new Set(values).size).toBe(values.length);
  expect(values.every((value) => /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(value))).toBe(true);
  expect(values).toContain('US-NY');
});
