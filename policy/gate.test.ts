import { describe, expect, test } from 'vitest';
import { CONSENT_STATES } from './consent.ts';
import { assessments, consents, policyWith, STANDING, visitorFrom } from './gate.fixture.ts';
import { decide, gateOf } from './gate.ts';
import { GOLDEN_ROWS } from './golden-rows.fixture.ts';
import { everyPurpose, PURPOSES } from './purposes.ts';
import { NO_SIGNALS } from './signals/signals.ts';
import { closedPolicy } from './site-policy.ts';

describe('golden rows', () => {
  test.each(GOLDEN_ROWS)('$id $title', ({ policy, context, level, alert, reasons }) => {
    const decision = decide(policy, context);
    expect(decision).toMatchObject({ level, alert });
    expect(decision.reasons.slice(0, reasons.length)).toEqual(reasons);
    if (reasons.length === 0) expect(decision.reasons).toEqual([]);
  });

  test('there are 28', () => {
    expect(GOLDEN_ROWS.map(({ id }) => id)).toEqual(
      Array.from({ length: 28 }, (_, index) => `G${String(index + 1).padStart(2, '0')}`),
    );
  });
});

const policy = policyWith(everyPurpose('CONSENT'), { establishments: ['GB'] });
const visitor = visitorFrom(policy, 'GB');
const agreed = { ...visitor, consent: consents(everyPurpose('GIVEN_PROVEN')) };

describe('what an answer holds', () => {
  test('a recognized visitor: storage on the page, a random number, no time limit but six months', () => {
    expect(decide(policy, { ...STANDING, ...agreed })).toMatchObject({
      level: 'VISITOR',
      storage: 'first_party',
      visitorId: 'random',
      retention: { eventDays: 183, sumMonths: 24 },
    });
  });

  test('an organization: nothing on the page, a pseudonym for a day', () => {
    const some = consents({ identify_org: 'GIVEN_PROVEN' });
    const decision = decide(policy, { ...STANDING, ...visitor, consent: some });
    expect(decision).toMatchObject({ level: 'ORG', alert: false, storage: 'none', visitorId: 'daily' });
    expect(decision.fields).toContain('organization');
    expect(decision.fields).not.toContain('time');
  });

  test('a count: no organization, and no country while the address counts as read from the device', () => {
    const strict = policyWith({ measure: 'STAT' }, { establishments: ['GB'] });
    const signed = policyWith({ measure: 'STAT' }, { establishments: ['GB'], headerOnly: true });
    const fieldsOf = (of: typeof strict) =>
      decide(of, { ...STANDING, ...visitorFrom(of, 'GB'), corporate: false }).fields;
    expect(fieldsOf(strict)).not.toContain('country');
    expect(fieldsOf(signed)).toContain('country');
    expect(fieldsOf(signed)).not.toContain('organization');
  });

  test('the country, where every law allows it or the visitor agreed to be measured', () => {
    const notice = policyWith({ measure: 'NOTICE' }, { establishments: ['US-NY'] });
    const counted = (of: typeof notice, place: string, change = {}) =>
      decide(of, { ...STANDING, ...visitorFrom(of, place), corporate: false, ...change }).fields;
    expect(counted(notice, 'US-NY')).toContain('country');
    // Quebec stands beside New York here, and its law has the last word.
    expect(counted(notice, 'CA-QC')).not.toContain('country');
    const agreedToMeasure = { consent: consents({ measure: 'GIVEN_PROVEN' }) };
    expect(counted(policy, 'GB', agreedToMeasure)).toContain('country');
  });

  test('no campaign in France', () => {
    const french = policyWith({ measure: 'STAT' }, { establishments: ['GB'] });
    const fieldsIn = (place: string) => decide(french, { ...STANDING, ...visitorFrom(french, place) }).fields;
    expect(fieldsIn('GB')).toContain('campaign');
    expect(fieldsIn('FR')).not.toContain('campaign');
  });

  test('a visitor who is recognized without an organization has none in the event', () => {
    const decision = decide(policy, { ...STANDING, ...agreed, corporate: false });
    expect(decision).toMatchObject({ level: 'VISITOR', alert: false, reasons: ['I01'] });
    expect(decision.fields).not.toContain('organization');
  });
});

describe('rows that no golden row shows', () => {
  test.each([
    ['kill switch', { ...policy, killed: true }, {}, 'DROP', 'K01'],
    ['unreadable policy', { ...policy, unreadable: true }, {}, 'DROP', 'E01'],
    ['child', policy, { signals: { ...NO_SIGNALS, child: true } }, 'DROP', 'M01'],
    ['robot', policy, { sender: 'BOT' }, 'DROP', 'X01'],
    ['own staff', policy, { sender: 'INTERNAL' }, 'DROP', 'X03'],
    ['no notice', policy, { notice: 'MISSING' }, 'DROP', 'N0_MISSING'],
    ['GPP', policy, { signals: { ...NO_SIGNALS, gpp: true } }, 'COUNT', 'G03'],
    ['perhaps a robot', policy, { sender: 'SUSPECT' }, 'COUNT', 'X02'],
    ['excluded organization', policy, { excluded: true }, 'COUNT', 'O02'],
    ['sole trader', policy, { eligible: false }, 'VISITOR', 'I02'],
    ['outside the audience', policy, { inAudience: false }, 'VISITOR', 'I03'],
    ['Consent Mode', policy, { signals: { ...NO_SIGNALS, consentMode: true } }, 'ORG', 'G05'],
    ['no law at all', policy, { regimes: 0 }, 'DROP', 'E01'],
  ] as const)('%s', (_, of, change, level, reason) => {
    const decision = decide(of, { ...STANDING, ...agreed, ...change });
    expect(decision.level).toBe(level);
    expect(decision.reasons[0]).toBe(reason);
  });

  test('withdrawal takes a purpose whatever its basis', () => {
    const notice = policyWith(everyPurpose('NOTICE'), { establishments: ['US-NY'] });
    const context = { ...STANDING, ...visitorFrom(notice, 'US-NY') };
    expect(decide(notice, { ...context, consent: consents(everyPurpose('WITHDRAWN')) })).toMatchObject({
      level: 'DROP',
      reasons: ['C01'],
    });
  });

  test('statistics beyond measurement, and where no law knows it', () => {
    const statistics = policyWith(everyPurpose('STAT'), { establishments: ['GB'] });
    const inPlace = (place: string, of = statistics) =>
      decide(of, { ...STANDING, ...visitorFrom(of, place) });
    expect(inPlace('GB')).toMatchObject({ level: 'COUNT' });
    expect(inPlace('GB').reasons[0]).toBe('B02');
    expect(inPlace('NL')).toMatchObject({ level: 'DROP' });
    expect(inPlace('NL').reasons[0]).toBe('B03');
    const declared = { ...statistics, exemptions: { NL: 'Telecommunicatiewet 11.7a(3)' } };
    expect(inPlace('NL', declared).level).toBe('COUNT');
    // What the Netherlands allow, Germany does not.
    expect(inPlace('DE', declared).level).toBe('DROP');
    expect(inPlace('', declared).level).toBe('DROP');
  });

  test.each(['DPIA_PENDING', 'DRAFT', 'NONE'] as const)('assessment %s', (state) => {
    const interest = policyWith(everyPurpose('LI'), { establishments: ['BR'] });
    const context = { ...STANDING, ...visitorFrom(interest, 'BR') };
    const assessments = { ...context.assessments, measure: { ...context.assessments.measure, BR: state } };
    expect(decide(interest, { ...context, assessments }).reasons[0]).toBe(`L0_${state}`);
  });

  test.each(CONSENT_STATES.filter((state) => state !== 'GIVEN_PROVEN'))('consent %s', (state) => {
    const decision = decide(policy, { ...STANDING, ...visitor, consent: consents(everyPurpose(state)) });
    expect(decision.level).toBe('DROP');
    expect(decision.reasons).toContain(`C10_${state}`);
  });
});

describe('an assessment that failed', () => {
  const failed = { assessments: assessments('FAILED') };
  test('takes every purpose but measurement, whatever the basis', () => {
    const decision = decide(policy, { ...STANDING, ...agreed, ...failed });
    expect(decision).toMatchObject({ level: 'COUNT', purposes: ['measure'], reasons: ['L1'] });
  });

  test('takes measurement too where it is the basis, and nothing where its law knows no such thing', () => {
    const interest = policyWith({ measure: 'LI' }, { establishments: ['BR'] });
    expect(decide(interest, { ...STANDING, ...visitorFrom(interest, 'BR'), ...failed }).reasons).toContain(
      'L0_FAILED',
    );
    const american = policyWith(everyPurpose('NOTICE'), { establishments: ['US-NY'] });
    expect(decide(american, { ...STANDING, ...visitorFrom(american, 'US-NY'), ...failed })).toMatchObject({
      level: 'VISITOR',
      reasons: [],
    });
  });

  test('the strict stance takes measurement without a memo, and leaves recognition to its own row', () => {
    const interest = policyWith(everyPurpose('LI'), { establishments: ['GB'] });
    const some = consents({ recognise_visitor: 'GIVEN_PROVEN' });
    expect(decide(interest, { ...STANDING, ...visitorFrom(interest, 'GB'), consent: some })).toMatchObject({
      purposes: ['recognise_visitor'],
      reasons: ['T02'],
    });
  });
});

describe('the gate of a site', () => {
  test('tells visits from one place apart by everything that may differ', () => {
    const gate = gateOf(policy, STANDING);
    const changes = [
      {},
      { consent: consents() },
      ...PURPOSES.map((purpose) => ({ consent: { ...agreed.consent, [purpose]: 'REFUSED' as const } })),
      ...Object.keys(NO_SIGNALS).map((name) => ({ signals: { ...NO_SIGNALS, [name]: true } })),
      ...(['objected', 'special', 'excluded'] as const).map((name) => ({ [name]: true })),
      ...(['corporate', 'eligible', 'inAudience', 'groupMet'] as const).map((name) => ({ [name]: false })),
      { sender: 'BOT' as const },
      { exempt: 1 },
    ];
    for (const change of [...changes, ...changes]) {
      const visit = { ...agreed, ...change };
      expect(gate(visit)).toEqual(decide(policy, { ...STANDING, ...visit }));
    }
  });

  test('answers as the table does, and the same answer again', () => {
    for (const { policy: of, context } of GOLDEN_ROWS) {
      const gate = gateOf(of, context);
      expect(gate(context)).toEqual(decide(of, context));
      expect(gate({ ...context })).toBe(gate(context));
    }
  });

  test('a fresh site drops everything', () => {
    const gate = gateOf(closedPolicy(), STANDING);
    expect(gate(visitorFrom(closedPolicy(), 'GB'))).toMatchObject({ level: 'DROP', storage: 'none' });
  });
});
