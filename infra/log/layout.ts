import type { Database } from 'lmdb';
import { NewerDataError } from '../newer-data.ts';

/**
 * 1: every id is in the tree from the transaction of its record on.
 * 2: ids at or after the position `settled` may be in the blocks only.
 */
const LAYOUT = 2;

/**
 * Brings the log of an older version to the newest layout.
 *
 * @throws NewerDataError when a newer version wrote it
 */
export function migrateLog(positions: Database<number, string>): void {
  const layout = positions.get('layout') ?? 1;
  if (layout > LAYOUT) throw new NewerDataError('event log', String(layout));
  if (layout === LAYOUT) return;
  positions.transactionSync(() => {
    positions.put('settled', positions.get('head') ?? 0);
    positions.put('layout', LAYOUT);
  });
}
