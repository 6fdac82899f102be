import type { TimelineCell } from '../../../api/contract.ts';
import { dayKey, type Zone } from '../../parts/time.ts';

/** Views and sessions of one topic in one column of the picture. */
export interface GridCell {
  views: number;
  sessions: number;
}

export interface GridColumn {
  /** Start, milliseconds since the epoch; for days, some moment in the day. */
  time: number;
  key: string;
}

export interface TimelineGrid {
  unit: 'quarter' | 'day';
  columns: GridColumn[];
  rows: { label: string; cells: (GridCell | null)[] }[];
}

const QUARTER = 15 * 60_000;
const DAY = 24 * 60 * 60_000;
const quarterOf = (time: number): number => Math.floor(time / QUARTER) * QUARTER;
const WHOLE_SITE = 'Any page';

/**
 * Lays cells out by topic and time: quarter-hours up to a day, days of the reader's zone beyond that.
 * Columns without a visit are there too, because when nothing was seen is part of the picture.
 */
export function timelineGrid(
  { from, to, cells }: { from: string; to: string; cells: readonly TimelineCell[] },
  zone: Zone = {},
): TimelineGrid {
  const start = Date.parse(from);
  const end = Date.parse(to);
  const unit = end - start <= DAY + 2 * QUARTER ? 'quarter' : 'day';
  const keyOf = (time: number): string => (unit === 'day' ? dayKey(time, zone) : String(quarterOf(time)));
  const columns = columnsBetween(start, end, unit === 'day' ? DAY / 2 : QUARTER, keyOf, (time) =>
    unit === 'day' ? time : quarterOf(time),
  );
  const indexes = new Map(columns.map((column, index) => [column.key, index]));

  const rows = new Map<string, (GridCell | null)[]>();
  for (const cell of cells) {
    const index = indexes.get(keyOf(Date.parse(cell.quarter)));
    if (index === undefined) continue;
    const label = cell.topic ?? WHOLE_SITE;
    const row = rows.get(label) ?? columns.map(() => null);
    const before = row[index] ?? { views: 0, sessions: 0 };
    row[index] = { views: before.views + cell.views, sessions: before.sessions + cell.sessions };
    rows.set(label, row);
  }
  const labels = [...rows.keys()].sort((a, b) =>
    a === WHOLE_SITE ? -1 : b === WHOLE_SITE ? 1 : a.localeCompare(b, 'en'),
  );
  return { unit, columns, rows: labels.map((label) => ({ label, cells: rows.get(label) ?? [] })) };
}

/** Steps of half a day find every day, also those of 23 and 25 hours. */
function columnsBetween(
  start: number,
  end: number,
  step: number,
  keyOf: (time: number) => string,
  timeOf: (time: number) => number,
): GridColumn[] {
  const columns = new Map<string, GridColumn>();
  for (let time = start; time < end; time += step) {
    const key = keyOf(time);
    if (!columns.has(key)) columns.set(key, { time: timeOf(time), key });
  }
  const last = keyOf(end - 1);
  if (end > start && !columns.has(last)) columns.set(last, { time: timeOf(end - 1), key: last });
  return [...columns.values()];
}

/** How strong a cell is drawn: the four words of counts that alerts use as well, 0 for none. */
export function strengthOf(cell: GridCell | null): 0 | 1 | 2 | 3 | 4 {
  const views = cell?.views ?? 0;
  if (views >= 10) return 4;
  if (views >= 4) return 3;
  if (views >= 2) return 2;
  return views === 1 ? 1 : 0;
}
