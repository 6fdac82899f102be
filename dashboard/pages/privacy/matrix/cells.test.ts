import { describe, expect, test } from 'vitest';
import type { MatrixCell, PolicyVersion, Purpose, Regime } from '../../../../api/contract-privacy.ts';
import { withBasis } from '../draft/changes.ts';
import { CLOSED } from '../draft/policy.fixture.ts';
import { cellMarks, cellPlace, groupsOf, matrixOf, outcomeSentence } from './cells.ts';

const term = (id: string, title: string) => ({ id, title, description: '' });
const active: PolicyVersion = {
  version: 1,
  author: 'Anna',
  approvedBy: null,
  alone: false,
  reason: 'first',
  restores: null,
  createdAt: '2026-11-25T10:00:00Z',
  demo: false,
  unreadable: false,
  policy: CLOSED,
};
const page = {
  active,
  purposes: [term('measure', 'Measure')],
  regimes: [term('UK', 'United Kingdom'), term('FR', 'France'), term('CH', 'Switzerland')],
};
const cell = (
  regime: Regime,
  outcome: MatrixCell['outcome'],
  reason = '',
  purpose: Purpose = 'measure',
): MatrixCell => ({
  purpose,
  regime,
  basis: outcome === 'never' ? 'OFF' : 'STAT',
  outcome,
  reasons: reason === '' ? [] : [{ code: 'X', sentence: reason }],
});

describe('the matrix', () => {
  const { bases } = withBasis(CLOSED, 'measure', ['UK', 'FR'], 'STAT');
  const outcomes = [cell('UK', 'always'), cell('FR', 'never', 'No basis.'), cell('CH', 'never', 'No basis.')];
  const { cells } = matrixOf({
    page,
    bases,
    outcomes,
    moved: [{ purpose: 'measure', regime: 'UK', direction: 'wider' }],
  });

  test('shows what the server said of these very bases, and of no others', () => {
    expect(cells.map(({ outcome }) => outcome)).toEqual(['always', null, 'never']);
    expect(cells.map(({ changed }) => changed)).toEqual([true, true, false]);
    expect(cells.map(outcomeSentence)).toEqual([
      'Happens without asking.',
      'Working out what comes of it …',
      'Never happens. No basis.',
    ]);
  });

  test('says everything of a cell to those who hear it', () => {
    expect(cells.map((each) => cellPlace(each, page))).toEqual([
      'Measure, United Kingdom',
      'Measure, France',
      'Measure, Switzerland',
    ]);
    expect(cells.map(cellMarks)).toEqual(['changed in the draft; becomes wider', 'changed in the draft', '']);
  });
});

test('regions that come off alike are told together, what happens first', () => {
  const groups = groupsOf(
    [
      cell('UK', 'never', 'No basis.'),
      cell('FR', 'always'),
      cell('CH', 'never', 'No basis.'),
      cell('BR', 'never', 'No assessment.'),
      cell('US', 'consent'),
      cell('US', 'always', '', 'alert_sales'),
    ],
    'measure',
  );
  expect(groups.map(({ outcome, regimes }) => [outcome, ...regimes])).toEqual([
    ['always', 'FR'],
    ['consent', 'US'],
    ['never', 'UK', 'CH'],
    ['never', 'BR'],
  ]);
});
