import { describe, expect, test } from 'vitest';
import { countryName, countryOptions, evidenceText, kindName } from './words.ts';

describe('evidence', () => {
  test.each([
    ['topic_sessions', '1', '1 session on Pricing'],
    ['topic_sessions', '2-3', '2–3 sessions on Pricing'],
    ['topic_sessions', '10+', '10 or more sessions on Pricing'],
    ['topic_days', '2-3', 'Pricing on 2–3 days'],
    ['topic_days', '1', 'Pricing on 1 day'],
  ] as const)('%s %s is "%s"', (kind, bucket, text) => {
    expect(evidenceText({ kind, topic: 'pricing', label: 'Pricing', bucket })).toBe(text);
  });
});

describe('countries', () => {
  test('have English names', () => {
    expect(countryName('GB')).toBe('United Kingdom');
  });
  test('an unknown one has none', () => {
    expect(countryName('')).toBe('');
    expect(countryName('not a code')).toBe('');
  });
  test('each is offered once, by name', () => {
    const options = countryOptions();
    const labels = options.map((option) => option.label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
    expect(options).toContainEqual({ value: 'DE', label: 'Germany' });
    expect(options.length).toBeGreaterThan(190);
  });
});

test('unknown kinds are "Other"', () => {
  expect([kindName('education'), kindName('constructor'), kindName('')]).toEqual([
    'Education',
    'Other',
    'Other',
  ]);
});
