import type { Database } from '../../database/database.ts';
import { storeMove } from '../../database/engine-move.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { type Piece, readPiece } from './pieces.ts';
import type { Progress } from './progress.ts';
import type { MovingTable } from './warehouse-tables.ts';

/**
 * Copies piece by piece. A piece that was written though nobody heard of it is known by its token, so each is there once
 * whenever this is killed.
 *
 * @param position pieces that were copied before
 */
export async function copyWarehouse(
  from: Warehouse,
  to: { warehouse: Warehouse; database: Database; source: string },
  {
    tables,
    pieces,
    position,
  }: { tables: readonly MovingTable[]; pieces: readonly Piece[]; position: number },
  progress: Progress,
): Promise<void> {
  const rowsIn = (list: readonly Piece[]): number => list.reduce((sum, { rows }) => sum + rows, 0);
  let done = rowsIn(pieces.slice(0, position));
  const show = progress.begin('Warehouse', 'rows', rowsIn(pieces), done);
  for (const [index, piece] of pieces.entries()) {
    if (index < position) continue;
    const table = tables.find(({ name }) => name === piece.table);
    if (!table) throw new Error(`The table ${piece.table} is gone.`);
    await to.warehouse.insert(await readPiece(from, table, piece), `move ${to.source} ${index}`);
    await storeMove(to.database, { stage: 'warehouse', position: index + 1 });
    done += piece.rows;
    show(done);
  }
}
