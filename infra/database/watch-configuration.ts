import type { Database } from './database.ts';
import { watch } from './watch.ts';

/**
 * Calls `reload` whenever sites, policies, topics or rules changed, one call at a time.
 *
 * @returns a function that stops watching
 */
export function watchConfiguration(
  database: Database,
  reload: () => Promise<void>,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  let seen = '';
  const check = async (): Promise<void> => {
    const row = await database.db.selectFrom('configuration').select('version').executeTakeFirst();
    const version = String(row?.version ?? '');
    if (version === seen) return;
    await reload();
    // Only now: a reload that failed is tried again.
    seen = version;
  };
  return watch(database, 'configuration', check, onError);
}
