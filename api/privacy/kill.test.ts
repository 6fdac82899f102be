import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteRecords } from '../../infra/database/site-records.ts';
import type { KillSwitch, PolicyPage, PolicyVersion } from '../contract-privacy.ts';
import { codeOf, everywhere, type Office, openOffice, SET_UP_MS } from './officers.fixture.ts';

let office: Office;
let time = Date.parse('2026-11-25T10:00:00Z');

beforeAll(async () => {
  office = await openOffice({ now: () => time });
  await office.save((policy) => ({ ...policy, establishments: ['GB'] }));
  const saved = (await office.save(everywhere('measure', 'CONSENT'))).json();
  await office.post(`/proposals/${saved.proposal}/approve`, {}, office.ben);
}, SET_UP_MS);
afterAll(() => office.api.close());

const turn = (killed: boolean, cookie: string, reason = 'an incident') =>
  office.post('/kill', { killed, reason }, cookie);
/** What ingest reads. */
const collects = async (): Promise<boolean> => {
  const [record] = await siteRecords(office.api.database, office.site);
  return record?.policy.killed === false;
};

describe('for a site', () => {
  test('off is a version of its own, at once; an owner may too', async () => {
    const before = (await office.page()).active;
    const page: PolicyPage = (await turn(true, office.owner)).json();
    expect(page.active).toMatchObject({ version: before.version + 1, author: 'Olga', reason: 'an incident' });
    expect(page.active.policy).toEqual({ ...before.policy, killed: true });
    expect(await collects()).toBe(false);
    // What is off is not switched off again.
    expect((await turn(true, office.ada)).json().active.version).toBe(before.version + 1);
  });

  test('on again is for officers, and for two of them', async () => {
    expect(codeOf(await turn(false, office.owner))).toEqual([403, 'not_allowed']);
    expect(codeOf(await turn(false, office.sales))).toEqual([403, 'not_allowed']);
    const asked: PolicyPage = (await turn(false, office.ada, 'it is over')).json();
    expect(asked.active.policy.killed).toBe(true);
    expect(asked.proposal).toMatchObject({ reason: 'it is over', mine: true, change: { widens: true } });
    const approve = (cookie: string) => office.post(`/proposals/${asked.proposal?.id}/approve`, {}, cookie);
    expect(codeOf(await approve(office.ada))).toEqual([403, 'own_proposal']);
    expect(await collects()).toBe(false);
    expect((await approve(office.ben)).json().active.policy.killed).toBe(false);
    expect(await collects()).toBe(true);
  });

  test('off wins over whoever saves at the same time, and what it overtook can not come back unseen', async () => {
    const asked = (await office.save(everywhere('identify_org', 'CONSENT'))).json();
    await Promise.all([
      turn(true, office.owner),
      office.save((policy) => ({ ...policy, controller: { ...policy.controller, name: 'Shop Ltd' } })),
    ]);
    const history: PolicyVersion[] = (await office.get('/policy/versions')).json();
    expect(history.map(({ version }) => version)).toEqual(
      Array.from({ length: history.length }, (_, index) => history.length - index),
    );
    expect(await collects()).toBe(false);
    expect(codeOf(await office.post(`/proposals/${asked.proposal}/approve`, {}, office.ben))).toEqual([
      409,
      'proposal_outdated',
    ]);
    await office.post(`/proposals/${asked.proposal}/withdraw`, {});
    const again: PolicyPage = (await turn(false, office.ada)).json();
    await office.post(`/proposals/${again.proposal?.id}/approve`, {}, office.ben);
    expect(await collects()).toBe(true);
  });

  test('a version that can not be read stays one when it is switched off', async () => {
    const { active } = await office.page();
    const insert = (version: number, policy: object) =>
      office.api.database.db
        .insertInto('site_policies')
        .values({ site_id: office.site, version, policy: JSON.stringify(policy), author: 'x', reason: 'x' })
        .execute();
    await insert(active.version + 1, { ...active.policy, tcf: 'newer' });
    const page: PolicyPage = (await turn(true, office.ada)).json();
    expect(page.active).toMatchObject({ version: active.version + 2, unreadable: true });
    await insert(active.version + 3, active.policy);
  });
});

describe('for all sites', () => {
  const all = async (cookie = office.ada): Promise<KillSwitch> =>
    (await office.api.call('GET', '/v1/kill', { cookie })).json();
  const turnAll = (killed: boolean, cookie: string, reason = 'an incident') =>
    office.api.call('POST', '/v1/kill', { payload: { killed, reason }, cookie });

  test('off at once, by an owner too; on again by another officer', async () => {
    expect(await all(office.sales)).toEqual({ killed: false, mine: false, history: [] });
    expect(codeOf(await turnAll(true, office.sales))).toEqual([403, 'not_allowed']);
    const off: KillSwitch = (await turnAll(true, office.ada)).json();
    const entry = { killed: true, by: 'Ada', reason: 'an incident', at: new Date(time).toISOString() };
    expect(off).toEqual({ killed: true, mine: true, history: [entry] });
    expect((await all(office.ben)).mine).toBe(false);
    expect(await collects()).toBe(false);
    const { by, reason, at } = entry;
    expect(await office.page()).toMatchObject({
      killedEverywhere: { by, reason, at },
      active: { policy: { killed: false } },
    });

    expect(codeOf(await turnAll(false, office.ada))).toEqual([403, 'own_switch']);
    expect(codeOf(await turnAll(false, office.owner))).toEqual([403, 'not_allowed']);
    time += 60_000;
    const on: KillSwitch = (await turnAll(false, office.ben, 'it is over')).json();
    expect(on.killed).toBe(false);
    expect(on.history.map(({ killed, by }) => [killed, by])).toEqual([
      [false, 'Ben'],
      [true, 'Ada'],
    ]);
    expect(await collects()).toBe(true);
    expect((await office.page()).killedEverywhere).toBeNull();
  });

  test('what is turned already is not recorded again, and what is recorded stays', async () => {
    const before = (await all()).history;
    await turnAll(false, office.ada);
    expect((await all()).history).toEqual(before);
    const { db } = office.api.database;
    await expect(db.updateTable('installation_changes').set({ reason: 'x' }).execute()).rejects.toThrow(
      'never changed',
    );
    await expect(db.deleteFrom('installation_changes').execute()).rejects.toThrow('never changed');
  });
});
