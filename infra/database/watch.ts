import type { Channel, Database } from './database.ts';

/** How long a change may stay unseen when a notification gets lost. */
const POLL_MS = 1000;

/**
 * Calls `check` at once and whenever a channel or the clock says that there may be something new, one call at a time.
 * Notifications make it immediate, polling makes it certain. What fails after the first call is tried again.
 *
 * @returns a function that stops watching
 * @throws what the first call throws
 */
export async function watch(
  database: Database,
  channel: Channel,
  check: () => Promise<void>,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  let running: Promise<void> | null = null;
  let again = false;
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
  const unlisten = await database.listen(channel, trigger);
  const timer = setInterval(trigger, POLL_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await unlisten();
    await running;
  };
}
