import { describe, expect, test } from 'vitest';
import type { TimelineCell } from '../../../api/contract.ts';
import { strengthOf, timelineGrid } from './timeline-grid.ts';

const utc = { timeZone: 'UTC' };
const cell = (quarter: string, topic: string | null, views: number, sessions = 0): TimelineCell => ({
  quarter,
  topic,
  views,
  sessions,
});

describe('timelineGrid', () => {
  test('a day is shown in quarter-hours, with the empty ones', () => {
    const grid = timelineGrid(
      {
        from: '2026-11-24T00:00:00Z',
        to: '2026-11-25T00:00:00Z',
        cells: [cell('2026-11-24T00:15:00Z', 'Pricing', 3, 1)],
      },
      utc,
    );
    expect(grid.unit).toBe('quarter');
    expect(grid.columns).toHaveLength(96);
    expect(grid.rows[0]?.cells.slice(0, 3)).toEqual([null, { views: 3, sessions: 1 }, null]);
  });

  test('quarter-hours begin on their grid, whenever the range does', () => {
    const grid = timelineGrid({ from: '2026-11-24T00:07:00Z', to: '2026-11-24T00:47:00Z', cells: [] });
    expect(grid.columns.map(({ time }) => new Date(time).toISOString().slice(11, 16))).toEqual([
      '00:00',
      '00:15',
      '00:30',
      '00:45',
    ]);
  });

  test('days add up their quarter-hours', () => {
    const grid = timelineGrid(
      {
        from: '2026-11-22T12:00:00Z',
        to: '2026-11-24T12:00:00Z',
        cells: [
          cell('2026-11-23T08:00:00Z', 'Pricing', 2, 1),
          cell('2026-11-23T20:00:00Z', 'Pricing', 5, 1),
          cell('2026-11-24T08:00:00Z', 'Pricing', 1, 1),
        ],
      },
      utc,
    );
    expect(grid.unit).toBe('day');
    expect(grid.columns.map(({ key }) => key)).toEqual(['2026-11-22', '2026-11-23', '2026-11-24']);
    expect(grid.rows[0]?.cells).toEqual([null, { views: 7, sessions: 2 }, { views: 1, sessions: 1 }]);
  });

  test('a visit in the last hours of the range is not lost', () => {
    const grid = timelineGrid(
      {
        from: '2026-11-20T23:00:00Z',
        to: '2026-11-24T01:00:00Z',
        cells: [cell('2026-11-24T00:45:00Z', 'Pricing', 1)],
      },
      utc,
    );
    expect(grid.columns.at(-1)?.key).toBe('2026-11-24');
    expect(grid.rows[0]?.cells.at(-1)?.views).toBe(1);
  });

  test('no day is missing or there twice when the clocks change', () => {
    const grid = timelineGrid(
      { from: '2026-10-23T22:00:00Z', to: '2026-10-27T22:00:00Z', cells: [] },
      { timeZone: 'Europe/Berlin' },
    );
    expect(grid.columns.map(({ key }) => key)).toEqual([
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
      '2026-10-27',
    ]);
  });

  test('the whole site comes first, topics by name', () => {
    const quarter = '2026-11-24T08:00:00Z';
    const grid = timelineGrid({
      from: '2026-11-24T00:00:00Z',
      to: '2026-11-24T12:00:00Z',
      cells: [cell(quarter, 'Security', 1), cell(quarter, 'Careers', 1), cell(quarter, null, 2)],
    });
    expect(grid.rows.map(({ label }) => label)).toEqual(['Any page', 'Careers', 'Security']);
  });
});

test('cells are drawn in four strengths', () => {
  expect([0, 1, 2, 3, 4, 9, 10, 500].map((views) => strengthOf({ views, sessions: 0 }))).toEqual([
    0, 1, 2, 2, 3, 3, 4, 4,
  ]);
  expect(strengthOf(null)).toBe(0);
});
