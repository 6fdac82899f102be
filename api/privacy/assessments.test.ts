import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reviewDue } from '../../policy/assessment.ts';
import { DAY } from '../../policy/time.ts';
import type { Assessment } from '../contract-privacy.ts';
import { codeOf, everywhere, type Office, openOffice, SET_UP_MS } from './officers.fixture.ts';

let office: Office;
let time = Date.parse('2026-08-31T10:00:00Z');

beforeAll(async () => {
  office = await openOffice({ now: () => time });
  await office.save((policy) => ({ ...policy, establishments: ['GB'] }));
  const { proposal } = (await office.save(everywhere('measure', 'LI'))).json();
  await office.post(`/proposals/${proposal}/approve`, {}, office.ben);
}, SET_UP_MS);
afterAll(() => office.api.close());
beforeEach(async () => {
  await office.api.database.db.deleteFrom('assessments').execute();
});

const DRAFT = {
  purposes: ['measure'],
  regimes: ['UK', 'EEA'],
  state: 'DRAFT',
  summary: 'Views are counted and nobody is told from anybody.',
};
const record = (change: object = {}, cookie = office.ada) =>
  office.post('/assessments', { ...DRAFT, ...change }, cookie);
const approve = (version: number, cookie = office.ben) =>
  office.post(`/assessments/${version}/approve`, {}, cookie);
const fail = (version: number, cookie = office.ada) =>
  office.post(`/assessments/${version}/fail`, {}, cookie);
const list = async (): Promise<Assessment[]> => (await office.get('/assessments')).json();
const cell = async () =>
  (await office.page()).matrix.find(({ purpose, regime }) => purpose === 'measure' && regime === 'UK');

test('roles: officers write, owners read, sales neither', async () => {
  expect(codeOf(await record({}, office.owner))).toEqual([403, 'not_allowed']);
  expect((await record()).statusCode).toBe(201);
  expect((await office.get('/assessments', office.owner)).json()).toHaveLength(1);
  expect(codeOf(await office.get('/assessments', office.sales))).toEqual([403, 'not_allowed']);
  expect(codeOf(await approve(1, office.owner))).toEqual([403, 'not_allowed']);
  expect(codeOf(await fail(1, office.owner))).toEqual([403, 'not_allowed']);
});

describe('approval', () => {
  test('is by another person, adds a record, and opens the basis for six months', async () => {
    expect((await record()).json()).toMatchObject({ version: 1, state: 'DRAFT', mine: true, approver: null });
    expect(await cell()).toMatchObject({
      outcome: 'never',
      reasons: [{ code: 'L0_DRAFT' }],
    });
    expect(codeOf(await approve(1, office.ada))).toEqual([403, 'own_assessment']);
    const approved = await approve(1);
    expect(approved.statusCode).toBe(201);
    expect(approved.json()).toMatchObject({
      version: 2,
      purposes: ['measure'],
      regimes: ['UK', 'EEA'],
      state: 'APPROVED',
      author: 'Ada',
      approver: 'Ben',
      approvedAt: '2026-08-31T10:00:00.000Z',
      // There is no 31st of February.
      reviewDue: '2027-02-28T10:00:00.000Z',
    });
    expect((await list()).map(({ version, superseded }) => [version, superseded])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect((await cell())?.outcome).toBe('consent');
    expect(codeOf(await approve(1))).toEqual([409, 'assessment_superseded']);
    expect(codeOf(await approve(2))).toEqual([409, 'assessment_concluded']);
    expect(codeOf(await approve(9))).toEqual([404, 'assessment_not_found']);
  });

  test('runs out by the clock, without anybody saving anything', async () => {
    await record();
    await approve(1);
    const began = time;
    time = reviewDue(began) - 1;
    expect([(await list())[0]?.state, (await cell())?.outcome]).toEqual(['APPROVED', 'consent']);
    time = reviewDue(began);
    expect([(await list())[0]?.state, (await cell())?.outcome]).toEqual(['OVERDUE', 'never']);
    expect((await cell())?.reasons[0]?.code).toBe('L0_OVERDUE');
    // A new draft does not change that; its approval does.
    time += DAY;
    await record();
    expect((await cell())?.outcome).toBe('never');
    await approve(3);
    expect((await cell())?.outcome).toBe('consent');
    time = began;
  });

  test('of two at once one is told', async () => {
    await record();
    const answers = await Promise.all([approve(1), approve(1)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });

  test('does not overrule what was concluded since about a part of it', async () => {
    await record();
    await record({ regimes: ['UK'], state: 'FAILED' });
    expect((await list()).map(({ superseded }) => superseded)).toEqual([false, false]);
    expect(codeOf(await approve(1))).toEqual([409, 'assessment_superseded']);
  });

  test('one that waits for a DPIA can be approved', async () => {
    await record({ state: 'DPIA_PENDING' });
    expect((await cell())?.reasons[0]?.code).toBe('L0_DPIA_PENDING');
    expect((await approve(1)).json()).toMatchObject({ state: 'APPROVED' });
  });
});

describe('failure', () => {
  test('needs nobody else, ends an approval at once, and stands by its own record', async () => {
    await record();
    await approve(1);
    expect((await fail(2)).json()).toMatchObject({
      version: 3,
      state: 'FAILED',
      author: 'Ada',
      approver: null,
    });
    expect((await cell())?.reasons[0]?.code).toBe('L0_FAILED');
    expect(codeOf(await fail(3))).toEqual([409, 'assessment_concluded']);
    expect(codeOf(await fail(2))).toEqual([409, 'assessment_superseded']);
  });
});

test('a record is never changed', async () => {
  await record();
  const { db } = office.api.database;
  await expect(db.updateTable('assessments').set({ state: 'APPROVED' }).execute()).rejects.toThrow(
    'never changed',
  );
});
