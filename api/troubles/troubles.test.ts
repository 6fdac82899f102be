import { expect, test } from 'vitest';
import type { Trouble } from '../../infra/troubles/trouble.ts';
import { openTestApi } from '../server.fixture.ts';

test('what does not go on is told to everybody who is signed in', async () => {
  let troubles: Trouble[] = [];
  const api = await openTestApi({ now: Date.now, troubles: () => troubles });
  const ask = async (cookie?: string) => api.call('GET', '/v1/troubles', cookie ? { cookie } : {});
  expect((await ask()).statusCode).toBe(401);
  expect((await ask(api.owner)).json()).toEqual([]);

  troubles = [{ kind: 'intake', reason: 'full', since: Date.parse('2026-11-25T14:05:00Z') }];
  const told = [{ kind: 'intake', reason: 'full', since: '2026-11-25T14:05:00.000Z' }];
  for (const role of ['privacy_officer', 'sales'] as const) {
    expect((await ask(await api.join(role.slice(0, 5), role))).json()).toEqual(told);
  }
  await api.close();
});
