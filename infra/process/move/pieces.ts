import type { Rows, Warehouse } from '../../warehouse/warehouse.ts';
import type { MovingTable } from './warehouse-tables.ts';

/** Rows that are read and written at once. What a piece is never changes while a move goes on. */
export interface Piece {
  table: string;
  /** Days, inclusive, `YYYY-MM-DD`; null where rows have no day. All of one month: an insert is one part. */
  days: { from: string; to: string } | null;
  /** One of several slices of those days, by a hash of what tells rows apart. */
  slice: number;
  slices: number;
  /** About how many. */
  rows: number;
}

const MOST_ROWS = 50_000;

/** Cuts tables into pieces: days together as long as they are small, a day into slices where it is large. */
export async function planPieces(
  warehouse: Pick<Warehouse, 'query'>,
  tables: readonly MovingTable[],
  most = MOST_ROWS,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const table of tables) pieces.push(...piecesOf(table.name, await rowsByDay(warehouse, table), most));
  return pieces;
}

interface DayRows {
  day: string | null;
  rows: number;
}

async function rowsByDay(warehouse: Pick<Warehouse, 'query'>, table: MovingTable): Promise<DayRows[]> {
  const day = table.day === null ? 'NULL' : `toString(toDate(${table.day}))`;
  const rows = await warehouse.query<{ moved_day: string | null; moved_rows: string }>(
    `SELECT ${day} AS moved_day, count() AS moved_rows FROM ${table.name}
     WHERE ${table.kept('toIntervalDay(0)')} GROUP BY moved_day ORDER BY moved_day`,
  );
  return rows.map(({ moved_day, moved_rows }) => ({ day: moved_day, rows: Number(moved_rows) }));
}

export function piecesOf(table: string, days: readonly DayRows[], most: number): Piece[] {
  const pieces: Piece[] = [];
  for (const { day, rows } of days) {
    if (rows === 0) continue;
    const last = pieces.at(-1);
    const together =
      day !== null &&
      last?.days?.from.slice(0, 7) === day.slice(0, 7) &&
      last.slices === 1 &&
      last.rows + rows <= most;
    if (together && last.days) {
      last.days.to = day;
      last.rows += rows;
      continue;
    }
    const slices = Math.max(1, Math.ceil(rows / most));
    for (let slice = 0; slice < slices; slice += 1) {
      const share = Math.round(rows / slices);
      pieces.push({ table, days: day === null ? null : { from: day, to: day }, slice, slices, rows: share });
    }
  }
  return pieces;
}

/** What of the piece is there. */
export async function readPiece(
  warehouse: Pick<Warehouse, 'query'>,
  table: MovingTable,
  { days, slice, slices }: Piece,
): Promise<Rows> {
  const where = [table.kept('toIntervalDay(0)')];
  if (days) where.push(`toDate(${table.day}) BETWEEN {from:Date} AND {to:Date}`);
  if (slices > 1) where.push(`cityHash64(${table.key.join(', ')}) % {slices:UInt32} = {slice:UInt32}`);
  const rows = await warehouse.query<Record<string, unknown>>(
    `SELECT ${table.columns.join(', ')} FROM ${table.name} ${table.newest === null ? '' : 'FINAL'}
     WHERE ${where.join(' AND ')}`,
    { ...days, slice, slices },
  );
  return {
    table: table.name,
    columns: table.columns,
    rows: rows.map((row) => table.columns.map((column) => row[column])),
  };
}
