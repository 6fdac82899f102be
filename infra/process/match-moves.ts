import { once } from 'node:events';
import type { Selectable } from 'kysely';
import { DAY } from '../../policy/time.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { watchConfiguration } from '../database/watch-configuration.ts';
import {
  lastMoves,
  type MovingWarehouse,
  moveOrganization,
  type OnProgress,
  returnOrganization,
} from '../warehouse/organization-moves.ts';
import type { Closing } from './stop.ts';

/** How often it is looked whether something arrived late for an organization that was moved. */
const SWEEP_MS = 60_000;
/** What failed is tried again after this. */
const RETRY_MS = 5000;
/** After that, nothing that was accepted before the decision is still in the log. */
const LATE_MS = 3 * DAY;

interface MoveParts {
  database: Database;
  warehouse: MovingWarehouse;
  now: () => number;
}

/**
 * Does what corrections ask for about the past, one at a time: as soon as it is asked for, and after a restart where it
 * was left.
 */
export function startMatchMoves(
  options: MoveParts & { onError: (error: unknown) => void },
  closing: Closing,
): void {
  const work = async (signal: AbortSignal): Promise<void> => {
    let running: Promise<void> = Promise.resolve();
    let retry: NodeJS.Timeout | undefined;
    const next = (): void => {
      running = running
        .then(() => runMatchMoves(options))
        .catch((error: unknown) => {
          options.onError(error);
          retry = setTimeout(next, RETRY_MS);
        });
    };
    const unwatch = await watchConfiguration(options.database, async () => next(), options.onError);
    const timer = setInterval(next, SWEEP_MS);
    if (!signal.aborted) await once(signal, 'abort');
    await unwatch();
    clearInterval(timer);
    await running;
    clearTimeout(retry);
  };
  // Of all processes one does it: two would move the same rows.
  closing.add('moves of the past', options.database.lead('moves', work));
}

type Move = Selectable<Schema['match_moves']>;

/** Everything that is to be done now. What comes back comes back first. */
export async function runMatchMoves({ database, warehouse, now }: MoveParts): Promise<void> {
  const { db } = database;
  const moves = await db.selectFrom('match_moves').selectAll().orderBy('id').execute();
  const returning = moves.filter(({ state }) => state === 'returning').reverse();
  for (const move of returning) {
    await returnOrganization(warehouse, orderOf(move), progress(db, move));
    await finish(db, move, 'returned');
  }
  if (returning.length > 0) await returnStragglers({ database, warehouse });
  for (const move of moves) {
    const late = move.state === 'moved' && move.asked_at.getTime() > now() - LATE_MS;
    if (move.state !== 'moving' && !late) continue;
    await nameOrganization({ database, warehouse, now }, move);
    await moveOrganization(warehouse, orderOf(move), late ? async () => undefined : progress(db, move));
    await finish(db, move, 'moved');
  }
}

/** What a later move had taken on when its own move came back, and what is free to come back now. */
async function returnStragglers({ database: { db }, warehouse }: Omit<MoveParts, 'now'>): Promise<void> {
  for (;;) {
    const last = await lastMoves(warehouse);
    if (last.length === 0) return;
    const free = await db
      .selectFrom('match_moves')
      .selectAll()
      .where('id', 'in', last)
      .where('state', '=', 'returned')
      .execute();
    if (free.length === 0) return;
    for (const move of free) await returnOrganization(warehouse, orderOf(move), async () => undefined);
  }
}

/** An organization that was named by a person may have been seen by nobody yet. */
async function nameOrganization({ database: { db }, warehouse, now }: MoveParts, move: Move): Promise<void> {
  if (move.to_organization === '0') return;
  const known = await warehouse.query('SELECT 1 FROM organizations WHERE id = {id:UInt64} LIMIT 1', {
    id: move.to_organization,
  });
  if (known.length > 0) return;
  const row = await db
    .selectFrom('match_decisions')
    .select('organization')
    .where('seq', '=', move.decision)
    .executeTakeFirst();
  if (!row?.organization) return;
  const { id, name, domain, country, kind } = row.organization;
  await warehouse.insert(
    {
      table: 'organizations',
      columns: ['id', 'name', 'domain', 'country', 'kind', 'confidence', 'seen'],
      rows: [[id, name, domain, country, kind, 'high', Math.floor(now() / 1000)]],
    },
    `named ${move.id} ${now()}`,
  );
}

const orderOf = ({ id, from_organization, to_organization }: Move) => ({
  id,
  from: from_organization,
  to: to_organization,
});

function progress(db: Database['db'], { id }: Move): OnProgress {
  return async (done, total) => {
    await db
      .updateTable('match_moves')
      .set({ months_done: done, months_total: total })
      .where('id', '=', id)
      .execute();
  };
}

/** Unless somebody decided otherwise in the meantime. */
async function finish(db: Database['db'], move: Move, state: 'moved' | 'returned'): Promise<void> {
  if (move.state === state) return;
  await db
    .updateTable('match_moves')
    .set({ state })
    .where('id', '=', move.id)
    .where('state', '=', move.state)
    .execute();
}
