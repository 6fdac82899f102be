import { setTimeout as delay } from 'node:timers/promises';
import type { LogEntry } from '../../../policy/event.ts';
import type { EventLog, LogPartition } from '../../log/log.ts';
import { Troubles } from '../../troubles/troubles.ts';
import type { Engines } from '../engines.ts';
import { runMatchMoves } from '../match-moves.ts';
import { openMetrics } from '../metrics.ts';
import { startAlerts, startWriter } from '../roles.ts';
import { Closing } from '../stop.ts';
import type { Progress } from './progress.ts';

const LOOK_AGAIN_MS = 50;

/**
 * Lets writer and alerts do what the log still holds for them, as they would have done without a move. Nothing comes in
 * meanwhile.
 *
 * @throws Error of the role that can not go on
 */
export async function drain(engines: Engines, now: () => number, progress: Progress): Promise<void> {
  const closing = new Closing();
  const held = new Map<string, LogPartition<LogEntry>>();
  let failure: unknown = null;
  const options = {
    engines: { ...engines, log: watched(engines.log, held) },
    troubles: new Troubles({ now, elapsed: () => performance.now() }),
    metrics: openMetrics(),
    patience: 0,
    now,
    onError: (role: string, error: unknown) => progress.say(`${role}: ${(error as Error).message}`),
    onFailure: (_role: string, error: unknown) => {
      failure = error;
    },
  };
  startWriter(options, closing);
  await startAlerts(options, closing);
  const done = (): number =>
    Math.min(...['writer', 'alerts'].map((name) => held.get(name)?.committed() ?? 0));
  const head = held.get('writer')?.head() ?? 0;
  const oldest = held.get('writer')?.oldest() ?? 0;
  const before = Math.max(0, done() - oldest);
  const show = progress.begin(
    'Last records to the warehouse and to windows',
    'records',
    head - oldest,
    before,
  );
  try {
    while (done() < head) {
      if (failure !== null) throw failure;
      await delay(LOOK_AGAIN_MS);
      show(Math.max(0, done() - oldest));
    }
  } finally {
    await closing.run((name, error) => progress.say(`${name} did not close: ${(error as Error).message}`));
  }
  await runMatchMoves({ ...engines, now });
}

const watched = (log: EventLog<LogEntry>, held: Map<string, LogPartition<LogEntry>>): EventLog<LogEntry> => ({
  append: (records) => log.append(records),
  check: () => log.check(),
  trim: (now) => log.trim(now),
  close: () => log.close(),
  subscribe: (consumer, consume) =>
    log.subscribe(consumer, (partition, signal) => {
      held.set(consumer, partition);
      return consume(partition, signal);
    }),
});
