import type { Database } from './database.ts';

/** How long a change may stay unseen when a notification gets lost. */
const POLL_MS = 1000;

/**
 * Calls `reload` whenever sites, policies, topics or rules changed, one call at a time. Notifications make it
 * immediate, polling makes it certain.
 *
 * @returns a function that stops watching
 */
export async function watchConfiguration(
  database: Database,
  reload: () => Promise<void>,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  let seen = '';
  let running: Promise<void> | null = null;
  let again = false;

  const check = async (): Promise<void> => {
    const row = await database.db.selectFrom('configuration').select('version').executeTakeFirst();
    const version = String(row?.version ?? '');
    if (version === seen) return;
    await reload();
    // Only now: a reload that failed is tried again.
    seen = version;
  };
  const run = async (): Promise<void> => {
    do {
      again = false;
      await check().catch(onError);
    } while (again);
    running = null;
  };
  const trigger = (): void => {
    again = true;
    running ??= run();
  };

  await check();
  const unlisten = await database.listen('configuration', trigger);
  const timer = setInterval(trigger, POLL_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await unlisten();
    await running;
  };
}
