import { setTimeout as delay } from 'node:timers/promises';
import { type Mailer, openMailer } from '../../alerts/deliveries/mailer.ts';
import type { DeliveryParts } from '../../alerts/deliveries/parts.ts';
import { openPost } from '../../alerts/deliveries/post.ts';
import { startSender } from '../../alerts/deliveries/sender.ts';
import { openTargets } from '../../alerts/deliveries/targets.ts';
import { rollupHistory } from '../../alerts/rollup-history.ts';
import { runAlerts } from '../../alerts/run.ts';
import { databaseWindowStore } from '../../alerts/window-store.ts';
import { contributions } from '../../ingest/contributions.ts';
import { writer, writtenUpTo } from '../../ingest/writer/writer.ts';
import type { Config } from '../config.ts';
import { watchConfiguration } from '../database/watch-configuration.ts';
import { loadAlertSettings } from './alert-settings.ts';
import type { Engines } from './engines.ts';
import type { Closing } from './stop.ts';

export interface RoleOptions {
  engines: Engines;
  now: () => number;
  /** A role met trouble and goes on. */
  onError: (role: string, error: unknown) => void;
  /** A role ended although nobody told it to. */
  onFailure: (role: string, error: unknown) => void;
}

/** The writer: log to warehouse. */
export function startWriter({ engines, onError, onFailure }: RoleOptions, closing: Closing): void {
  const { log, warehouse } = engines;
  const subscription = log.subscribe(
    'writer',
    writer({
      warehouse,
      elapsed: () => performance.now(),
      onError: (error) => onError('writer', error),
    }),
  );
  subscription.done.catch((error) => onFailure('writer', error));
  closing.add('writer', () => subscription.close());
}

/** Alerts: log to windows. */
export async function startAlerts(options: RoleOptions, closing: Closing): Promise<void> {
  const { engines, now, onError, onFailure } = options;
  const { log, warehouse, database } = engines;
  let settings = await loadAlertSettings(database);
  const unwatch = await watchConfiguration(
    database,
    async () => {
      settings = await loadAlertSettings(database);
    },
    (error) => onError('alerts', error),
  );
  closing.add('alert settings', unwatch);

  const subscription = log.subscribe('alerts', async (partition, signal) => {
    for (let wait = 200; !signal.aborted; wait = Math.min(wait * 2, 10_000)) {
      try {
        // What is older than yesterday is read from the warehouse, so it must have got there.
        const recordedUpTo = partition.head();
        while ((await writtenUpTo(warehouse, partition.id)) < recordedUpTo) {
          await delay(100, undefined, { signal });
        }
        await runAlerts({
          source: contributions(partition, signal, recordedUpTo),
          settings: () => settings,
          store: databaseWindowStore(database, now),
          history: (from, until) => rollupHistory(warehouse, from, until),
          now,
        });
        return;
      } catch (error) {
        if (signal.aborted) return;
        // The batch was not committed: start over from where it stood.
        onError('alerts', error);
        await delay(wait, undefined, { signal });
      }
    }
  });
  subscription.done.catch((error) => onFailure('alerts', error));
  closing.add('alerts', () => subscription.close());
}

/** What sending stands on, for the role that sends and for the API that tries a channel. */
export function deliveryParts(
  config: Config,
  { engines, now }: Pick<RoleOptions, 'engines' | 'now'>,
  unsubscribeKey: string,
): DeliveryParts {
  const targets = openTargets(config.privateTargets);
  const mailer: Mailer | null =
    config.smtpUrl === null ? null : openMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom });
  return {
    database: engines.database,
    publicUrl: config.publicUrl,
    targets,
    post: openPost(targets),
    mailer,
    unsubscribeKey,
    now,
    random: Math.random,
  };
}

/** Deliveries: outbox to webhooks, chats and mailboxes. */
export async function startDeliveries(
  parts: DeliveryParts,
  { onError }: Pick<RoleOptions, 'onError'>,
  closing: Closing,
): Promise<void> {
  const sender = await startSender(parts, (error) => onError('deliveries', error));
  closing.add('deliveries', () => sender.close());
}
