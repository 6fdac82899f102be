import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PRESETS } from '../../policy/presets.ts';
import type { PolicyBody, PolicySaved, PolicyVersion } from '../contract-privacy.ts';
import { codeOf, everywhere, type Office, openOffice, SET_UP_MS } from './officers.fixture.ts';

let office: Office;
const time = Date.parse('2026-11-25T10:00:00Z');

beforeAll(async () => {
  office = await openOffice({ now: () => time });
}, SET_UP_MS);
afterAll(() => office.api.close());

const history = async (): Promise<PolicyVersion[]> => (await office.get('/policy/versions')).json();
const decide = (id: number | null, what: string, cookie: string, payload = {}) =>
  office.post(`/proposals/${id}/${what}`, payload, cookie);

/** Proposed by Ada, approved by Ben. */
async function widen(change: (policy: PolicyBody) => PolicyBody): Promise<void> {
  const saved: PolicySaved = (await office.save(change)).json();
  expect(saved.outcome).toBe('proposed');
  expect((await decide(saved.proposal, 'approve', office.ben)).statusCode).toBe(200);
}

describe('a fresh site', () => {
  test('is closed, and its page says what there is to choose', async () => {
    const page = await office.page();
    expect(page).toMatchObject({
      notice: 'CURRENT',
      officers: 'two',
      proposal: null,
      killedEverywhere: null,
    });
    expect(page.active).toMatchObject({ version: 1, author: 'Ada', alone: false, unreadable: false });
    expect(page.matrix).toHaveLength(40);
    expect(page.matrix.every(({ basis, outcome }) => basis === 'OFF' && outcome === 'never')).toBe(true);
    expect(page.presets.map(({ id }) => id)).toEqual(PRESETS.map(({ id }) => id));
    expect([page.purposes.length, page.regimes.length, page.bases.length]).toEqual([4, 10, 5]);
  });
});

describe('roles', () => {
  test('sales read the policy and change nothing; owners look and do not decide', async () => {
    const { policy } = (await office.page()).active;
    const body = { baseVersion: 1, policy, reason: 'because' };
    const put = (cookie: string) =>
      office.api.call('PUT', `/v1/sites/${office.site}/policy`, { payload: body, cookie });
    expect((await office.get('/policy', office.sales)).statusCode).toBe(200);
    for (const answer of [
      await put(office.sales),
      await put(office.owner),
      await office.post('/policy/preview', { policy }, office.sales),
      await office.get('/policy/versions', office.sales),
      await decide(1, 'approve', office.owner),
    ]) {
      expect(codeOf(answer)).toEqual([403, 'not_allowed']);
    }
    expect((await office.get('/policy/versions', office.owner)).statusCode).toBe(200);
    expect((await office.post('/policy/preview', { policy }, office.owner)).statusCode).toBe(200);
  });

  test('a site that is not there is not found, whatever is asked', async () => {
    const call = (path: string) => office.api.call('GET', `/v1/sites/999${path}`, { cookie: office.ada });
    for (const path of ['/policy', '/policy/versions', '/assessments', '/notice']) {
      expect(codeOf(await call(path))).toEqual([404, 'site_not_found']);
    }
  });
});

describe('four eyes', () => {
  beforeAll(async () => {
    // As long as none is named, every law applies to every visit.
    await office.save((policy) => ({ ...policy, establishments: ['GB'] }));
  });

  test('what widens waits for a second officer; its author can not be the second', async () => {
    const before = (await office.page()).active.version;
    const saved: PolicySaved = (await office.save(everywhere('measure', 'CONSENT'))).json();
    expect(saved).toMatchObject({ outcome: 'proposed', version: null });
    expect(saved.change.widens).toBe(true);
    expect((await office.page()).active.version).toBe(before);

    const { proposal } = await office.page();
    expect(proposal).toMatchObject({ author: 'Ada', mine: true, outdated: false, reason: 'because' });
    expect((await office.get('/policy', office.ben)).json().proposal.mine).toBe(false);
    expect(codeOf(await office.save(everywhere('identify_org', 'CONSENT'), { cookie: office.ben }))).toEqual([
      409,
      'proposal_open',
    ]);
    expect(codeOf(await decide(saved.proposal, 'approve', office.ada))).toEqual([403, 'own_proposal']);
    expect(codeOf(await decide(saved.proposal, 'withdraw', office.ben))).toEqual([403, 'not_your_proposal']);

    const approved = (await decide(saved.proposal, 'approve', office.ben)).json();
    expect(approved.active).toMatchObject({
      version: before + 1,
      author: 'Ada',
      approvedBy: 'Ben',
      alone: false,
      createdAt: new Date(time).toISOString(),
    });
    expect(approved.proposal).toBeNull();
    expect(codeOf(await decide(saved.proposal, 'decline', office.ben))).toEqual([409, 'proposal_decided']);
    expect(codeOf(await decide(999, 'approve', office.ben))).toEqual([404, 'proposal_not_found']);
  });

  test('what narrows is in force at once', async () => {
    const saved: PolicySaved = (await office.save(everywhere('measure', 'OFF'))).json();
    expect(saved).toMatchObject({ outcome: 'active', proposal: null });
    expect(saved.change).toMatchObject({ wider: 0, widens: false });
    expect(saved.change.narrower).toBeGreaterThan(0);
    expect((await office.page()).active).toMatchObject({ version: saved.version, approvedBy: null });
  });

  test('what changes texts only is in force at once', async () => {
    const saved: PolicySaved = (
      await office.save((policy) => ({
        ...policy,
        controller: { ...policy.controller, name: '  Shop Ltd ' },
      }))
    ).json();
    expect(saved).toMatchObject({ outcome: 'active', change: { wider: 0, narrower: 0 } });
    expect((await office.page()).active.policy.controller.name).toBe('Shop Ltd');
  });

  test('a basis that waits for its assessment is a widening before it has one', async () => {
    const saved: PolicySaved = (await office.save(everywhere('measure', 'LI'))).json();
    expect(saved.outcome).toBe('proposed');
    expect(
      saved.change.sentences.some(({ text }) => text.startsWith('Once all assessments are approved')),
    ).toBe(true);
    // In the matrix nothing moves: there is no assessment.
    expect(saved.change.cells).toEqual([]);
    expect((await decide(saved.proposal, 'withdraw', office.ada)).json().proposal).toBeNull();
  });

  test('a second officer may decline, with a reason that is kept', async () => {
    const saved: PolicySaved = (await office.save(everywhere('measure', 'CONSENT'))).json();
    expect((await decide(saved.proposal, 'decline', office.ben, { reason: 'not yet' })).statusCode).toBe(200);
    const row = await office.api.database.db
      .selectFrom('policy_proposals')
      .selectAll()
      .where('id', '=', saved.proposal ?? 0)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'declined', decided_by: 'Ben', decision_reason: 'not yet' });
    await expect(
      office.api.database.db
        .updateTable('policy_proposals')
        .set({ reason: 'x' })
        .where('id', '=', row.id)
        .execute(),
    ).rejects.toThrow('never changed');
  });

  test('a proposal that another version overtook can only be closed', async () => {
    const saved: PolicySaved = (await office.save(everywhere('measure', 'CONSENT'))).json();
    await office.save((policy) => ({ ...policy, controller: { ...policy.controller, officer: 'Ada' } }));
    expect((await office.page()).proposal).toMatchObject({ id: saved.proposal, outdated: true });
    expect(codeOf(await decide(saved.proposal, 'approve', office.ben))).toEqual([409, 'proposal_outdated']);
    // What could not be approved is still there.
    expect((await office.page()).proposal?.id).toBe(saved.proposal);
    expect((await decide(saved.proposal, 'withdraw', office.ada)).json().proposal).toBeNull();
  });
});

describe('two at once', () => {
  test('of two saves on the same version one is told, and nothing of it is saved', async () => {
    const { active } = await office.page();
    const rename = (name: string, cookie: string) =>
      office.save((policy) => ({ ...policy, controller: { ...policy.controller, name } }), {
        cookie,
        baseVersion: active.version,
        reason: name,
      });
    const answers = await Promise.all([rename('One', office.ada), rename('Two', office.ben)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const lost = answers.find(({ statusCode }) => statusCode === 409)?.json();
    expect(lost).toMatchObject({
      code: 'policy_changed',
      detail: expect.stringContaining(`Version ${active.version + 1}`),
    });
    const [newest, before] = await history();
    expect([newest?.version, before?.version]).toEqual([active.version + 1, active.version]);
    expect(newest?.reason).toBe(newest?.policy.controller.name);
  });

  test('of two approvals one wins; of two proposals one', async () => {
    const both = await Promise.all([
      office.save(everywhere('measure', 'CONSENT')),
      office.save(everywhere('measure', 'CONSENT'), { cookie: office.ben }),
    ]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const proposal = (await office.page()).proposal;
    const second = proposal?.author === 'Ada' ? office.ben : office.ada;
    const decisions = await Promise.all([
      decide(proposal?.id ?? 0, 'approve', second),
      decide(proposal?.id ?? 0, 'approve', second),
    ]);
    expect(decisions.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  test('a version that is behind is refused', async () => {
    expect(codeOf(await office.save((policy) => policy, { baseVersion: 1 }))).toEqual([
      409,
      'policy_changed',
    ]);
  });
});

describe('drafts that can not be meant', () => {
  test('are named field by field, and nothing is saved', async () => {
    const before = await history();
    const answer = await office.save((policy) => ({
      ...policy,
      establishments: ['XX', 'US-ZZ', 'GB'],
      exemptions: { ZZ: 'an act' },
      audience: { countries: ['EU'], kinds: [] },
      passiveSignalMemos: { UK: 'too short' },
      pages: { special: ['/**', '/health/**'], children: ['/*a*b*c'] },
      bases: { ...policy.bases, identify_org: { ...policy.bases.identify_org, UK: 'STAT' } },
    }));
    expect(codeOf(answer)).toEqual([422, 'invalid_policy']);
    expect(answer.json().errors.map(({ field }: { field: string }) => field)).toEqual([
      'policy.bases.identify_org.UK',
      'policy.passiveSignalMemos.UK',
      'policy.establishments.0',
      'policy.establishments.1',
      'policy.exemptions.ZZ',
      'policy.audience.countries.0',
      'policy.pages.special.0',
      'policy.pages.children.0',
    ]);
    expect(await history()).toEqual(before);
  });

  test('shapes are refused before: an unknown basis or kind, a place twice, months beyond the limit', async () => {
    const { policy } = (await office.page()).active;
    const preview = (change: object) => office.post('/policy/preview', { policy: { ...policy, ...change } });
    for (const change of [
      { bases: { ...policy.bases, measure: { ...policy.bases.measure, UK: 'VITAL' } } },
      { establishments: ['GB', 'GB'] },
      { audience: { countries: [], kinds: ['isp'] } },
      { consent: { lifeMonths: 14, askAgainMonths: 6 } },
    ]) {
      const answer = await preview(change);
      expect(codeOf(answer)).toEqual([400, 'invalid_fields']);
    }
  });

  test('a reason of spaces is none', async () => {
    const answer = await office.save((policy) => policy, { reason: '    ' });
    expect(answer.json().errors).toEqual([{ field: 'reason', message: 'must say why' }]);
  });

  test('a basis that can never apply is no mistake: the matrix says what comes of it', async () => {
    const { policy } = (await office.page()).active;
    const draft = everywhere('identify_org', 'LI')(policy);
    const { matrix } = (await office.post('/policy/preview', { policy: draft })).json();
    expect(
      matrix.find(
        (cell: { purpose: string; regime: string }) =>
          cell.purpose === 'identify_org' && cell.regime === 'CA_QC',
      ),
    ).toMatchObject({
      basis: 'LI',
      outcome: 'never',
      reasons: expect.arrayContaining([
        { code: 'B05', sentence: 'Legitimate interest is no legal basis in Quebec.' },
      ]),
    });
  });
});

describe('history', () => {
  test('an earlier version comes back as a new one, and says so', async () => {
    await widen(everywhere('recognise_visitor', 'CONSENT'));
    const [open] = await history();
    await office.save(everywhere('recognise_visitor', 'OFF'), { reason: 'for a while' });
    const saved: PolicySaved = (
      await office.save(() => open?.policy as PolicyBody, {
        reason: 'back again',
        restores: open?.version ?? 0,
      })
    ).json();
    expect(saved.outcome).toBe('proposed');
    await decide(saved.proposal, 'approve', office.ben);
    const [newest] = await history();
    expect(newest).toMatchObject({ restores: open?.version, reason: 'back again', policy: open?.policy });
  });

  test('a version can not say that it brings back what it does not', async () => {
    const restores = (await history()).at(0)?.version ?? 0;
    const changed = await office.save(everywhere('measure', 'OFF'), { restores });
    expect(changed.json().errors).toMatchObject([{ field: 'restores' }]);
    const unknown = await office.save((policy) => policy, { restores: 999 });
    expect(unknown.json().errors).toEqual([{ field: 'restores', message: 'there is no version 999' }]);
  });

  test('a version is never changed', async () => {
    const { db } = office.api.database;
    await expect(db.updateTable('site_policies').set({ author: 'x' }).execute()).rejects.toThrow(
      'never changed',
    );
  });

  test('a version that can not be read is shown as what it is, and closes the site', async () => {
    const [newest] = await history();
    const version = (newest?.version ?? 0) + 1;
    await office.api.database.db
      .insertInto('site_policies')
      .values({
        site_id: office.site,
        version,
        policy: JSON.stringify({ ...newest?.policy, bases: { ...newest?.policy.bases, sell: {} } }),
        author: 'a newer Clearpane',
        reason: 'test',
      })
      .execute();
    const page = await office.page();
    expect(page.active).toMatchObject({ version, unreadable: true });
    expect(page.matrix.every(({ outcome }) => outcome === 'never')).toBe(true);
    // Anything that can be read is more than nothing.
    expect((await office.save((policy) => policy)).json()).toMatchObject({ outcome: 'proposed' });
  });
});
