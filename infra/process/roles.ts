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
import type { LogEntry } from '../../policy/event.ts';
import type { Config } from '../config.ts';
import { watchConfiguration } from '../database/watch-configuration.ts';
import type { PartitionConsumer } from '../log/log.ts';
import { isNoRoom } from '../troubles/no-room.ts';
import type { Troubles } from '../troubles/troubles.ts';
import { loadAlertSettings } from './alert-settings.ts';
import type { Role } from './arguments.ts';
import { type Engines, ownsData } from './engines.ts';
import type { Metrics } from './metrics.ts';
import { type Closing, StartError } from './stop.ts';

export interface RoleOptions {
  engines: Engines;
  troubles: Troubles;
  metrics: Metrics;
  /** Longest that a batch of the writer waits to be filled, milliseconds. */
  patience: number;
  now: () => number;
  /** A role met trouble and goes on. */
  onError: (role: string, error: unknown) => void;
  /** A role ended although nobody told it to. */
  onFailure: (role: string, error: unknown) => void;
}

/**
 * A role alone shares its engines with the others, so they are on servers; and what pages and people are told apart by
 * must be the same in every process.
 *
 * @throws StartError
 */
export function checkRoles(config: Config, roles: readonly Role[]): void {
  if (roles.length > 1) return;
  const [role] = roles;
  if (ownsData(config)) {
    throw new StartError(
      `The role ${role} alone needs its engines on servers. ` +
        'Set CLEARPANE_KAFKA_BROKERS, CLEARPANE_CLICKHOUSE_URL and CLEARPANE_DATABASE_URL.',
    );
  }
  if ((role === 'ingest' || role === 'api') && config.secretFile === null) {
    throw new StartError(
      `The role ${role} alone needs keys that all processes share. Set CLEARPANE_SECRET_FILE.`,
    );
  }
}

/** The writer: log to warehouse. */
export function startWriter(options: RoleOptions, closing: Closing): void {
  const { engines, troubles, metrics, patience, onError, onFailure } = options;
  const { log, warehouse } = engines;
  const subscription = log.subscribe(
    'writer',
    metrics.watched(
      'writer',
      writer({
        warehouse,
        patience,
        elapsed: () => performance.now(),
        onError: (error) => {
          troubles.met('writer', isNoRoom(error) ? 'full' : 'failing');
          onError('writer', error);
        },
        onRecovered: () => troubles.over('writer'),
      }),
    ),
  );
  subscription.done.catch((error) => onFailure('writer', error));
  closing.add('writer', () => subscription.close());
}

/** Alerts: log to windows. */
export async function startAlerts(options: RoleOptions, closing: Closing): Promise<void> {
  const { engines, troubles, metrics, now, onError, onFailure } = options;
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

  const store = databaseWindowStore(database, now);
  const consume: PartitionConsumer<LogEntry> = async (partition, signal) => {
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
          store: {
            ...store,
            apply: async (changes) => {
              const heldBack = await store.apply(changes);
              troubles.over('alerts');
              return heldBack;
            },
          },
          history: (from, until) => rollupHistory(warehouse, from, until),
          now,
        });
        return;
      } catch (error) {
        if (signal.aborted) return;
        troubles.met('alerts', isNoRoom(error) ? 'full' : 'failing');
        // The batch was not committed: start over from where it stood.
        onError('alerts', error);
        await delay(wait, undefined, { signal });
      }
    }
  };
  const subscription = log.subscribe('alerts', metrics.watched('alerts', consume));
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
