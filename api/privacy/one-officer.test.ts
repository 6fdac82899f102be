import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PolicySaved } from '../contract-privacy.ts';
import { codeOf, everywhere, type Office, openOffice, SET_UP_MS } from './officers.fixture.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice({ now: () => Date.parse('2026-11-25T10:00:00Z'), officers: 'one' });
  await office.save((policy) => ({ ...policy, establishments: ['GB'] }));
}, SET_UP_MS);
afterAll(() => office.api.close());

test('what widens is in force at once, and recorded as the word of one', async () => {
  const saved: PolicySaved = (await office.save(everywhere('measure', 'CONSENT'))).json();
  expect(saved).toMatchObject({ outcome: 'active', change: { widens: true } });
  const { active, officers, proposal } = await office.page();
  expect(active).toMatchObject({ version: saved.version, alone: true, approvedBy: null });
  expect([officers, proposal]).toEqual(['one', null]);
});

test('what narrows is nothing to record', async () => {
  await office.save(everywhere('measure', 'OFF'));
  expect((await office.page()).active.alone).toBe(false);
});

test('who switched off may switch on again', async () => {
  await office.save(everywhere('measure', 'CONSENT'));
  await office.post('/kill', { killed: true, reason: 'an incident' });
  const page = (await office.post('/kill', { killed: false, reason: 'it is over' })).json();
  expect(page.active).toMatchObject({ alone: true, policy: { killed: false } });
  const all = (killed: boolean) =>
    office.api.call('POST', '/v1/kill', { payload: { killed, reason: 'because' }, cookie: office.ada });
  await all(true);
  expect((await all(false)).json().killed).toBe(false);
});

test('the owner approves what the officer assessed; the officer does not', async () => {
  const summary = 'Nobody is harmed by a count.';
  const draft = { purposes: ['measure'], regimes: ['UK'], state: 'DRAFT', summary };
  await office.post('/assessments', draft);
  expect(codeOf(await office.post('/assessments/1/approve', {}))).toEqual([403, 'own_assessment']);
  expect((await office.post('/assessments/1/approve', {}, office.owner)).json()).toMatchObject({
    version: 2,
    state: 'APPROVED',
    author: 'Ada',
    approver: 'Olga',
  });
});
