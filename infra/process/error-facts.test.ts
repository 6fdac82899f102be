import { expect, test } from 'vitest';
import { errorFacts } from './error-facts.ts';

test('an error is told by name, message, code and causes, and by nothing that hangs on it', () => {
  const cause = Object.assign(new TypeError('ended'), { client: { password: 'secret' } });
  const error = Object.assign(new Error('no connection', { cause }), {
    code: 'ECONNRESET',
    client: { connectionParameters: { password: 'secret' } },
    body: '{"email":"anna@example.org"}',
  });
  const facts = errorFacts(error);
  expect(facts).toMatchObject({
    name: 'Error',
    message: 'no connection',
    code: 'ECONNRESET',
    cause: { name: 'TypeError', message: 'ended' },
  });
  expect(facts.stack).toContain('error-facts.test');
  expect(JSON.stringify(facts)).not.toMatch(/secret|anna/);
});

test('causes that go round end, and what is no error is told too', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(errorFacts(error)).match(/round/g)?.length).toBeLessThan(20);
  expect(errorFacts('gone')).toEqual({ name: 'unknown', message: 'gone' });
});
