import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GoldenRow } from '../../policy/golden-rows.fixture.ts';
import { GOLDEN_ROWS } from '../../policy/golden-rows.fixture.ts';
import { jurisdiction } from '../../policy/jurisdiction.ts';
import type { Simulation, SimulatorRequest } from '../contract-privacy.ts';
import { codeOf, everywhere, type Office, openOffice, SET_UP_MS } from './officers.fixture.ts';
import { simulation } from './simulator.ts';

const ANYBODY: Omit<SimulatorRequest, 'policy'> = {
  place: 'GB',
  path: '/',
  consent: { measure: 'NONE', identify_org: 'NONE', alert_sales: 'NONE', recognise_visitor: 'NONE' },
  gpc: false,
  dnt: false,
  gpp: '',
  tcf: '',
  consentMode: '',
  objected: false,
  sender: 'HUMAN',
  network: 'organization',
  groupMet: true,
};

/** What somebody would choose in the simulator to make the visit of a row up. */
function madeUp({ policy, context }: GoldenRow): Omit<SimulatorRequest, 'policy'> {
  const place = ['GB', 'DE', 'FR', 'US-TX', 'CA-QC', 'BR', ''].find((each) => {
    const { regimes, exempt } = jurisdiction(policy, each);
    return regimes === context.regimes && exempt === context.exempt;
  });
  if (place === undefined) throw new Error('no place of this row');
  return {
    ...ANYBODY,
    place,
    path: context.special ? '/health' : '/',
    consent: { ...context.consent },
    gpc: context.signals.gpc,
    dnt: context.signals.dnt,
    tcf: context.signals.tcf ? 'not a consent string' : '',
    objected: context.objected,
    sender: context.sender,
    network: context.corporate ? 'organization' : 'provider',
    groupMet: context.groupMet,
  };
}

describe('agrees with the gate on every golden row', () => {
  test.each(GOLDEN_ROWS)('$id $title', (row) => {
    const { notice, assessments } = row.context;
    const policy = { ...row.policy, pages: { special: ['/health'], children: [] } };
    const { level, alert, reasons } = simulation(policy, { notice, assessments }, madeUp(row));
    expect({ level, alert }).toEqual({ level: row.level, alert: row.alert });
    expect(reasons.map(({ code }) => code).slice(0, row.reasons.length)).toEqual(row.reasons);
    expect(reasons.every(({ sentence, source }) => sentence !== '' && source !== '')).toBe(true);
  });
});

describe('through the API', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice({ now: () => Date.parse('2026-11-25T10:00:00Z') });
    await office.save((policy) => ({
      ...policy,
      establishments: ['GB'],
      pages: { special: ['/health/**'], children: ['/kids/**'] },
    }));
    const { proposal } = (await office.save(everywhere('measure', 'CONSENT'))).json();
    await office.post(`/proposals/${proposal}/approve`, {}, office.ben);
  }, SET_UP_MS);
  afterAll(() => office.api.close());

  const ask = async (change: Partial<SimulatorRequest>, cookie = office.ada): Promise<Simulation> =>
    (await office.post('/policy/simulate', { ...ANYBODY, ...change }, cookie)).json();
  const agreed = { ...ANYBODY.consent, measure: 'GIVEN_PROVEN' } as const;

  test('the policy in force, with the notice as it stands; sales may ask too', async () => {
    const answer = await ask({ consent: agreed }, office.sales);
    expect(answer).toMatchObject({ level: 'DROP', notice: 'MISSING', regimes: ['UK'] });
    expect(answer.reasons[0]?.code).toBe('N0_MISSING');
  });

  test('a draft, as if its notice were published', async () => {
    const { policy } = (await office.page()).active;
    const draft = await ask({ policy, consent: agreed });
    expect(draft).toMatchObject({
      level: 'COUNT',
      purposes: ['measure'],
      notice: 'MISSING',
      storage: 'none',
    });
    expect(draft.retention).toContain('25 months');
    const closed = { ...policy, killed: true };
    expect((await ask({ policy: closed, consent: agreed })).reasons[0]?.code).toBe('K01');
  });

  test('pages are told apart as ingest tells them: percent signs, queries, templates', async () => {
    const { policy } = (await office.page()).active;
    const first = async (path: string) => (await ask({ policy, path, consent: agreed })).reasons[0]?.code;
    expect(await first('/health/a?b=c#d')).toBe('S01');
    expect(await first('/he%61lth/a')).toBe('S01');
    expect(await first('/kids/games')).toBe('M01');
    expect(await first('/?next=/health/a')).not.toBe('S01');
  });

  test('signals are read as the page would send them', async () => {
    const { policy } = (await office.page()).active;
    const codes = async (change: Partial<SimulatorRequest>) =>
      (await ask({ policy, consent: agreed, ...change })).reasons.map(({ code }) => code);
    expect(await codes({ gpp: 'DBABTA~1YYN' })).toContain('G03');
    expect(await codes({ gpp: 'DBABTA~1YNN' })).not.toContain('G03');
    expect(await codes({ tcf: 'nonsense' })).toContain('G04');
    expect(await codes({ consentMode: 'denied' })).toContain('G05');
  });

  test('a draft that can not be meant is refused, and so is a place that is none', async () => {
    const { policy } = (await office.page()).active;
    const send = (change: object) => office.post('/policy/simulate', { ...ANYBODY, ...change });
    expect(codeOf(await send({ policy: { ...policy, establishments: ['ZZ'] } }))).toEqual([
      422,
      'invalid_policy',
    ]);
    expect(codeOf(await send({ place: 'Texas' }))).toEqual([400, 'invalid_fields']);
  });

  test('the switch for all sites is in the answer', async () => {
    await office.api.call('POST', '/v1/kill', {
      payload: { killed: true, reason: 'an incident' },
      cookie: office.owner,
    });
    expect((await ask({})).reasons[0]?.code).toBe('K01');
  });
});
