import { expect, test } from 'vitest';
import { globLines, globProblem } from './glob-lines.ts';

test('patterns stand on lines, each once', () => {
  expect(globLines(' /health/** \n\n/union\n/union')).toEqual(['/health/**', '/union']);
});

test('a pattern begins with a slash', () => {
  expect(globProblem(['/health/**'])).toBeNull();
  expect(globProblem(['/a', 'health'])).toContain('health');
  expect(globProblem(Array.from({ length: 201 }, (_, index) => `/${index}`))).toBe('At most 200 lines.');
});
