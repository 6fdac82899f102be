import { expect, test } from 'vitest';
import { type ChangeInWords, inWords } from './change-words.ts';
import { changesBetween, withBasis } from './changes.ts';
import { CLOSED } from './policy.fixture.ts';

const term = (id: string, title: string) => ({ id, title, description: '' });
const terms = {
  purposes: [term('measure', 'Measure')],
  regimes: [term('UK', 'United Kingdom'), term('EEA', 'Europe')],
  bases: [term('OFF', 'Off'), term('STAT', 'Statistics')],
};

test('every kind of change has its words', () => {
  const after = {
    ...withBasis(CLOSED, 'measure', ['UK'], 'STAT'),
    controller: { ...CLOSED.controller, name: 'Acme' },
    establishments: ['US-TX'],
    passiveSignalMemos: { EEA: 'Because.' },
    exemptions: { FR: 'Article 82' },
    audience: { countries: ['GB'], kinds: ['business' as const] },
    pages: { special: ['/health/**'], children: [] },
    consent: { lifeMonths: 12, askAgainMonths: 6 },
    tcf: { reading: 'core' as const, customPurpose: 2 },
  };
  const told = changesBetween(CLOSED, after).map((change) => inWords(change, terms));
  const line = ({ subject, before, after: then }: ChangeInWords) => `${subject}: ${before} > ${then}`;
  expect(told.map(line)).toEqual([
    'Name of the controller: None > Acme',
    'Establishment: Not listed > Texas, United States',
    'Measure · United Kingdom: Off > Statistics',
    'Memo on request addresses · Europe: None > Because.',
    'Statistics exemption · France: None > Article 82',
    'Pages about special categories of data: Not listed > /health/**',
    'Audience, by country: Not listed > United Kingdom',
    'Audience, by kind of organization: Not listed > Business',
    'How long consent holds: 6 months > 12 months',
    'Part of a TCF string that is read: Publisher purposes > Core purposes',
    'Custom purpose that a TCF string must grant: None > 2',
  ]);
});
