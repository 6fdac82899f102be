import { GppModel } from '@iabgpp/cmpapi';
import { Segment, SegmentEncoder, TCModel } from '@iabtechlabtcf/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedPolicy } from '../site-policy.ts';
import { readGpp } from './gpp.ts';
import { EVERY_SIGNAL, joinSignals, NO_SIGNALS, readReportedSignals, readSignalHeaders } from './signals.ts';
import { readTcf } from './tcf.ts';

const { tcf: PUBLISHER } = closedPolicy();
const CORE = { ...PUBLISHER, reading: 'core' as const };

describe('headers', () => {
  // What Node makes of one header, two headers, and of what is none.
  test.each([
    ['1', true],
    ['1, 1', true],
    ['0, 1', true],
    [' 1 ', true],
    [['0', '1'], true],
    ['0', false],
    ['true', false],
    ['1;q=1', false],
    ['11', false],
    ['', false],
    [undefined, false],
  ])('Sec-GPC %j', (value, gpc) => {
    expect(readSignalHeaders({ 'sec-gpc': value })).toEqual({ ...NO_SIGNALS, gpc });
  });

  test.each([
    ['1', true],
    ['1 with words', true],
    ['0', false],
    ['null', false],
    [undefined, false],
  ])('DNT %j', (value, dnt) => {
    expect(readSignalHeaders({ dnt: value })).toEqual({ ...NO_SIGNALS, dnt });
  });
});

describe('Global Privacy Platform', () => {
  // Vectors of section 7.1 of the privacy rules.
  test.each([
    ['DBAA', false, false],
    ['DBABTA~1YNN', false, false],
    ['DBABTA~1YYN', true, false],
    ['DBABTA~1---', false, false],
    ['DBABBg~BAUAAABA.YA', true, false],
    ['DBABBg~BAoAAABA.QA', false, false],
    ['DBABLA~CAAgAAAAAABA.YA', true, false],
    ['DBABLA~BAAAVVVVUQA.QA', false, true],
    ['DBABLA~BAAAVVVVVVRA.QA', false, true],
    ['DBABLA~CAAAVVVVVVRA.QA', false, true],
    ['DBABLA~CVVVkkkkkpFY.YA', true, true],
    ['DBABBg~BbYbGwXY.YA', true, true],
    ['DBABBg~zzzz', true, false],
    ['DBABBg~BAUAAABA.YA~EXTRA', true, false],
    ['invalid gpp string', true, false],
  ])('%s', (text, optedOut, child) => {
    expect(readGpp(text, PUBLISHER)).toMatchObject({ optedOut, child });
  });

  test('each opt-out alone is enough, and so is a reserved value anywhere', () => {
    const americanWith = (field: string, value: unknown): string => {
      const model = new GppModel('DBABLA~CAAAAAAAAABA.QA');
      model.setFieldValue('usnat', field, value);
      return model.encode();
    };
    expect(readGpp(americanWith('SaleOptOut', 2), PUBLISHER)).toMatchObject({
      optedOut: false,
      child: false,
    });
    for (const field of ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut']) {
      expect(readGpp(americanWith(field, 1), PUBLISHER), field).toMatchObject({ optedOut: true });
    }
    expect(readGpp(americanWith('Gpc', true), PUBLISHER)).toMatchObject({ optedOut: true });
    // The library writes no reserved value, so the bits after the version are set here: the first field is 3.
    expect(readGpp('DBABLA~CwAAAAAAAABA.QA', PUBLISHER)).toMatchObject({ optedOut: true, child: false });
    expect(readGpp(americanWith('SharingNotice', 1), PUBLISHER)).toMatchObject({ optedOut: false });
  });

  test('its TCF section speaks as a TCF string would', () => {
    const inside = 'CPSG_8APSG_8ANwAAAENAwCgAAAAAAAAAAYgACPAAAAA.IDKQA4AAgAKAGQAygAAA.YAAAAAAAAAAA';
    expect(readGpp(`DBABMA~${inside}`, PUBLISHER).tcf).toBe(readTcf(inside, PUBLISHER));
    expect(readGpp(`DBABMA~${inside}`, PUBLISHER)).toMatchObject({ optedOut: false, tcf: 'DENIED' });
    expect(readGpp('DBABTA~1YNN', PUBLISHER).tcf).toBe('CLEAR');
  });

  test.each([[1], [{}], [['DBAA']], [true], ['D'.repeat(100_000)]])('%j is unreadable', (value) => {
    expect(readGpp(value, PUBLISHER)).toMatchObject({ optedOut: true });
  });
});

/** The official example: publisher consents 1, 3, 4, 5, 6 and legitimate interest 2, 7; no 8 or 9. */
const EXAMPLE = 'CPTtLAAPTtLAAAKAAAENAAFgALwAAEAAAAAAAOgAgABgAAAA.IAoAAgABgAAEAQAAEAAA.d4AACEAAAAAA';
const VERSION_1 =
  'BOhwdphOxFC7tAHABBFRC--AAAAuhr_7__7-_9_-_f__9uj3Or_v_f__32ccL59v_h_7v-_7fi_20nV4u_1vft9yfk1-5ctDztp507iakivXmqdeb9v_nz3_5pxP78k89r7337Ew_v8_v-b7BCON_YxEiA';
const NOT_OF_THIS_SITE =
  'COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA.IFoEUQQgAIQwgIwQABAEAAAAOIAACAIAAAAQAIAgEAACEAAAAAgAQBAAAAAAAGBAAgAAAAAAAFAAECAAAgAAQARAEQAAAAAJAAIAAgAAAYQEAAAQmAgBC3ZAYzUw';

describe('TCF', () => {
  test('purpose 1 with 8 or 9 is required, by consent, or by interest for measurement', () => {
    const stringWith = (
      consents: number[],
      interests: number[],
      custom: number[] = [],
      { disclosed = 'IAoAAgABgAAEAQAAEAAA', own = true } = {},
    ): string => {
      const model = new TCModel();
      model.cmpId = 10;
      model.isServiceSpecific = own;
      model.publisherConsents.set(consents);
      model.publisherLegitimateInterests.set(interests);
      model.numCustomPurposes = 3;
      model.publisherCustomConsents.set(custom);
      const [core, publisher] = [Segment.CORE, Segment.PUBLISHER_TC].map((each) =>
        SegmentEncoder.encode(model, each),
      );
      // The segment of disclosed vendors, as in the official example.
      return [core, disclosed, publisher].filter(Boolean).join('.');
    };
    expect(readTcf(stringWith([1, 8], []), PUBLISHER)).toBe('CLEAR');
    expect(readTcf(stringWith([1, 9], []), PUBLISHER)).toBe('CLEAR');
    expect(readTcf(stringWith([1], [8]), PUBLISHER)).toBe('CLEAR');
    expect(readTcf(stringWith([1], []), PUBLISHER)).toBe('DENIED');
    expect(readTcf(stringWith([8, 9], [1]), PUBLISHER)).toBe('DENIED');
    expect(readTcf(stringWith([1, 8], []), CORE)).toBe('DENIED');
    expect(readTcf(stringWith([1, 8], [], [], { disclosed: '' }), PUBLISHER)).toBe('DENIED');
    expect(readTcf(stringWith([1, 8], [], [], { own: false }), PUBLISHER)).toBe('DENIED');
    const withCustom = { ...PUBLISHER, customPurpose: 2 };
    expect(readTcf(stringWith([1, 8], []), withCustom)).toBe('DENIED');
    expect(readTcf(stringWith([1, 8], [], [2]), withCustom)).toBe('CLEAR');
  });

  test.each([
    ['a required purpose is missing', EXAMPLE],
    ['no disclosed vendors', EXAMPLE.split('.')[0]],
    ['version 1', VERSION_1],
    ['not of this site alone', NOT_OF_THIS_SITE],
    ['no consent manager', 'CPSG_8APSG_8AAAAAAENAAFgAAAAAAAAAAAAAAAAAAAA.IAAA.YAAAAAAAAAAA'],
    [
      "a vendor's published example",
      'COsbk4AOSbk4AnWAAAENAwCgAAAAAAAAAAYgACPAAAAA.TDKO4AAqAKAGQAyqAAA.YAAAAAAAAAA',
    ],
    ['another standard', '1YNN'],
    ['garbage', 'z'],
    ['100 kB', 'C'.repeat(100_000)],
    ['not text', 7],
    ['nothing', ''],
  ])('%s: denied', (_, text) => {
    expect(readTcf(text, PUBLISHER)).toBe('DENIED');
    expect(readTcf(text, CORE)).toBe('DENIED');
  });
});

describe('what a page reports', () => {
  test('nothing is no signal', () => {
    expect(readReportedSignals({}, PUBLISHER)).toEqual(NO_SIGNALS);
    expect(readReportedSignals({ gpp: '', tcf: null, consentMode: undefined }, PUBLISHER)).toEqual(
      NO_SIGNALS,
    );
  });

  test('a page that reports no is heard as no', () => {
    expect(readReportedSignals({ gpc: false, dnt: false }, PUBLISHER)).toEqual(NO_SIGNALS);
    expect(readReportedSignals({ gpp: 'DBABTA~1YNN' }, PUBLISHER)).toEqual(NO_SIGNALS);
    const denied = 'DBABMA~CPSG_8APSG_8ANwAAAENAwCgAAAAAAAAAAYgACPAAAAA.IDKQA4AAgAKAGQAygAAA.YAAAAAAAAAAA';
    expect(readReportedSignals({ gpp: denied }, PUBLISHER)).toEqual({ ...NO_SIGNALS, tcf: true });
  });

  test('Consent Mode can only take away', () => {
    expect(readReportedSignals({ consentMode: 'granted' }, PUBLISHER)).toEqual(NO_SIGNALS);
    for (const consentMode of ['denied', 'Granted', true, 1]) {
      expect(readReportedSignals({ consentMode }, PUBLISHER).consentMode).toBe(true);
    }
  });

  test('whatever is sent, reading it never throws, and what is no signal of ours counts as one', () => {
    fc.assert(
      fc.property(fc.anything(), (sent) => {
        const read = readReportedSignals({ gpp: sent, tcf: sent, gpc: sent, dnt: sent }, PUBLISHER);
        if (sent === undefined || sent === null || sent === '') expect(read).toEqual(NO_SIGNALS);
        else expect(read).toMatchObject({ tcf: true });
        if (sent === true) expect(read).toMatchObject({ gpc: true, dnt: true, gpp: true });
      }),
      { numRuns: 500 },
    );
  });

  test('two places together say what either says', () => {
    expect(joinSignals(NO_SIGNALS, NO_SIGNALS)).toEqual(NO_SIGNALS);
    for (const name of Object.keys(NO_SIGNALS) as (keyof typeof NO_SIGNALS)[]) {
      const one = { ...NO_SIGNALS, [name]: true };
      expect(joinSignals(one, NO_SIGNALS)).toEqual(one);
      expect(joinSignals(NO_SIGNALS, one)).toEqual(one);
    }
    expect(joinSignals(EVERY_SIGNAL, NO_SIGNALS)).toEqual(EVERY_SIGNAL);
  });
});
