import { expect, test } from 'vitest';
import { reverseDnsEnabled } from '../../infra/database/reverse-dns.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

let api: TestApi;
let officer: string;
const open = async (reverseDns: 'officer' | 'off'): Promise<void> => {
  api = await openTestApi({ now: Date.now, reverseDns });
  officer = await api.join('officer', 'privacy_officer');
};
const turn = (enabled: boolean, reason = 'Our resolver stays in the house') =>
  api.call('POST', '/v1/reverse-dns', { payload: { enabled, reason }, cookie: officer });

test('nobody is asked until an officer says so, with a reason; everything is kept', async () => {
  await open('officer');
  expect(await reverseDnsEnabled(api.database)).toBe(false);
  expect((await turn(true, ' ')).statusCode).toBe(400);
  expect((await turn(true)).json()).toMatchObject({ enabled: true, forbidden: false });
  await turn(true, 'Once more');
  expect(await reverseDnsEnabled(api.database)).toBe(true);
  const { enabled, history } = (await turn(false, 'Asked too much')).json();
  expect(enabled).toBe(false);
  expect(history).toMatchObject([
    { enabled: false, by: 'officer', reason: 'Asked too much' },
    { enabled: true, by: 'officer' },
  ]);
  expect(history).toHaveLength(2);
  await api.close();
});

test('where the installation forbids it, nobody switches it on', async () => {
  await open('off');
  expect((await turn(true)).json().code).toBe('reverse_dns_forbidden');
  const now = await api.call('GET', '/v1/reverse-dns', { cookie: officer });
  expect(now.json()).toEqual({ enabled: false, forbidden: true, history: [] });
  await api.close();
});
