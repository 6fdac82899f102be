import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Trouble } from '../../infra/troubles/trouble.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

let api: TestApi;
let troubles: Trouble[] = [];

beforeAll(async () => {
  api = await openTestApi({ now: Date.now, troubles: () => troubles });
}, 120_000);
afterAll(() => api?.close());

test('what does not go on is told to everybody who is signed in', async () => {
  const ask = (cookie?: string) => api.call('GET', '/v1/troubles', cookie ? { cookie } : {});
  expect((await ask()).statusCode).toBe(401);
  expect((await ask(api.owner)).json()).toEqual([]);

  troubles = [{ kind: 'intake', reason: 'full', since: Date.parse('2026-11-25T14:05:00Z') }];
  const told = [{ kind: 'intake', reason: 'full', since: '2026-11-25T14:05:00.000Z' }];
  for (const role of ['privacy_officer', 'sales'] as const) {
    expect((await ask(await api.join(role.slice(0, 5), role))).json()).toEqual(told);
  }
});
