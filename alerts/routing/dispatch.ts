import { type AccountOwners, loadAccountOwners } from '../../infra/database/accounts-owners.ts';
import type { Database } from '../../infra/database/database.ts';
import { PolicyBreachError } from '../allow-list.ts';
import { dispatchAlert } from './dispatch-alert.ts';

/** How long an alert that could not be dispatched is left alone while others pass it. */
const RETRY_MS = 5000;

interface DispatcherParts {
  database: Database;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** An alert could not be dispatched; it is withheld or tried again. */
  onError: (error: unknown) => void;
}

/**
 * @returns a function that dispatches what waits, the oldest first. One alert that fails does not stop the others.
 */
export function dispatcher({ database, now, onError }: DispatcherParts): () => Promise<void> {
  let owners: { version: number; accounts: AccountOwners } | null = null;
  const retryAt = new Map<string, number>();

  return async () => {
    for (const [id, at] of retryAt) if (at <= now()) retryAt.delete(id);
    for (;;) {
      const id = await oldest(database, [...retryAt.keys()]);
      if (id === null) return;
      const accounts = await currentOwners();
      try {
        await dispatchAlert(database, id, accounts, now());
      } catch (error) {
        onError(error);
        if (error instanceof PolicyBreachError) await withhold(database, id, error, now());
        else retryAt.set(id, now() + RETRY_MS);
      }
    }
  };

  async function currentOwners(): Promise<AccountOwners> {
    const row = await database.db.selectFrom('configuration').select('version').executeTakeFirst();
    const version = row?.version ?? 0;
    if (owners?.version !== version) owners = { version, accounts: await loadAccountOwners(database) };
    return owners.accounts;
  }
}

async function oldest({ db }: Database, except: readonly string[]): Promise<string | null> {
  let waiting = db.selectFrom('alerts').select('id').where('dispatched_at', 'is', null);
  if (except.length > 0) waiting = waiting.where('id', 'not in', [...except]);
  const row = await waiting.orderBy('seq').limit(1).executeTakeFirst();
  return row?.id ?? null;
}

/** Nobody is told; an officer is told that it happened. */
async function withhold({ db }: Database, id: string, error: PolicyBreachError, now: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('incidents')
      .values({ kind: error.code, subject: id, detail: error.message, at: new Date(now) })
      .onConflict((conflict) => conflict.columns(['kind', 'subject']).doNothing())
      .execute();
    await transaction
      .updateTable('alerts')
      .set({ dispatched_at: new Date(now) })
      .where('id', '=', id)
      .execute();
  });
}
