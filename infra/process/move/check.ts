import type { MoveState } from '../../database/engine-move.ts';
import { databaseTables, sumOfTable } from './database-tables.ts';
import { planPieces } from './pieces.ts';
import type { Plan } from './plan.ts';
import type { Progress } from './progress.ts';
import { readLog } from './read-log.ts';
import type { Source } from './source.ts';
import { movingTables } from './warehouse-tables.ts';

/** What a move would do now; nothing is written anywhere. */
export async function sayWhatWouldMove(
  source: Source,
  move: MoveState<Plan> | null,
  progress: Progress,
): Promise<void> {
  if (move?.stage === 'done') {
    progress.say('Everything was moved before. A move would only mark the data directory again.');
    return;
  }
  if (move) progress.say(`A move was begun, and would go on at: ${move.stage}`);
  const waiting = await readLog(source.log, async (partition) => ({
    records: partition.head() - partition.oldest(),
    undone: partition.head() - partition.committed(),
  }));
  progress.say(
    `Log: ${waiting.records} records, of which ${waiting.undone} would be written to the warehouse first`,
  );
  const tables = await movingTables(source.warehouse);
  for (const table of tables) {
    const pieces = await planPieces(source.warehouse, [table]);
    const rows = pieces.reduce((sum, piece) => sum + piece.rows, 0);
    progress.say(`Warehouse: ${table.name}, ${rows} rows in ${pieces.length} pieces`);
  }
  for (const table of await databaseTables(source.database)) {
    const { rows } = await sumOfTable(source.database, table);
    if (rows > 0) progress.say(`Database: ${table.name}, ${rows} rows`);
  }
  progress.say('Nothing was changed. The servers are reached, empty, and used by nobody.');
}
