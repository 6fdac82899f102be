import { carrySalts } from '../../../ingest/salts/sealed.ts';
import type { LogEntry } from '../../../policy/event.ts';
import { HOUR } from '../../../policy/time.ts';
import type { Config } from '../../config.ts';
import { beginMove, type MoveStage, storeMove } from '../../database/engine-move.ts';
import { migrateDatabase } from '../../database/migrate.ts';
import { openKafkaLog } from '../../log/kafka/kafka.ts';
import { headsInTopic, openRefill } from '../../log/kafka/refill.ts';
import { migrations } from '../../warehouse/migrations.ts';
import { migrateWarehouse } from '../../warehouse/warehouse.ts';
import { KAFKA, notReached } from '../reach.ts';
import { sharedSecret } from '../secret.ts';
import type { Closing } from '../stop.ts';
import { carryKeys, readFileKeys } from './carry-keys.ts';
import { sayWhatWouldMove } from './check.ts';
import { compare, compareLogs } from './compare.ts';
import { copyDatabase } from './copy-database.ts';
import { copyLog } from './copy-log.ts';
import { copyWarehouse } from './copy-warehouse.ts';
import { drain } from './drain.ts';
import { wayBack, writeMarker } from './marker.ts';
import { planPieces } from './pieces.ts';
import type { Plan } from './plan.ts';
import { Progress, type Screen } from './progress.ts';
import { openSource, type Source } from './source.ts';
import { openTarget, type Target } from './target.ts';
import { movingTables } from './warehouse-tables.ts';

/** Records older than this have no place in a topic, whatever the setting. */
const LONGEST_RETENTION = 72 * HOUR;
/** Brokers remove nothing younger than this while logs are compared. */
const COMPARED = 24 * HOUR;

export interface MoveOptions {
  config: Config;
  /** Only say what would be done. */
  check: boolean;
  now: () => number;
  screen: Screen;
}

/**
 * Moves an embedded installation to servers. What was done is noted on the servers, step by step, and each step may be
 * done twice; so it may be killed anywhere and started again. The data directory is only read, once the roles have done
 * what they still had to do, and marked.
 *
 * @throws StartError
 */
export async function moveEngines(
  { config, check, now, screen }: MoveOptions,
  closing: Closing,
): Promise<void> {
  const progress = new Progress(screen, () => performance.now());
  const source = await openSource(config, now, closing);
  const target = await openTarget(config, source.marker.id, closing);
  if (check) {
    await sayWhatWouldMove(source, target.move, progress);
    return;
  }
  if (target.move?.stage !== 'done') await moveAll({ config, now, progress }, source, target);
  await writeMarker(source.directory.root, { id: source.marker.id, state: 'moved' });
  progress.say('');
  progress.say('Everything is on the servers, counted and compared. Start there with the same settings.');
  progress.say(`Give ${config.secretFile} to every machine that runs ingest or api, and`);
  progress.say(
    `copy ${source.directory.tracker} to CLEARPANE_DATA/tracker of every machine that runs ingest.`,
  );
  progress.say(wayBack(source.directory.root));
}

interface Parts {
  config: Config;
  now: () => number;
  progress: Progress;
}

const ORDER: readonly MoveStage[] = ['warehouse', 'log', 'database', 'comparison', 'done'];

async function moveAll(parts: Parts, source: Source, target: Target): Promise<void> {
  const { config, progress } = parts;
  const secretFile = config.secretFile ?? '';
  const files = await readFileKeys(source.directory.keys, source.database);
  if (files !== null) await carryKeys(secretFile, files);
  const secret = await sharedSecret(secretFile);
  // From here on it must not be started again by itself: what came in would not be on the servers.
  await writeMarker(source.directory.root, { id: source.marker.id, state: 'moving' });
  const { stage, position, plan } = target.move ?? (await begin(parts, source, target));
  if (target.move) progress.say(`Going on with what was begun, at: ${stage}`);
  const tables = await movingTables(source.warehouse);
  const to = { ...target, source: source.marker.id };
  const isAhead = (each: MoveStage): boolean => ORDER.indexOf(stage) <= ORDER.indexOf(each);
  const from = (each: MoveStage): number => (stage === each ? position : 0);

  if (isAhead('warehouse')) {
    await copyWarehouse(
      source.warehouse,
      to,
      { tables, pieces: plan.pieces, position: from('warehouse') },
      progress,
    );
    await storeMove(target.database, { stage: 'log', position: 0 });
  }
  if (isAhead('log')) {
    await moveLog(parts, source, to, from('log'));
    await storeMove(target.database, { stage: 'database', position: 0 });
  }
  if (isAhead('database')) {
    await copyDatabase(source.database, target.database, progress, async (transaction) => {
      await storeMove({ db: transaction }, { stage: 'comparison', position: 0 });
    });
  }
  await compare(source, target, tables, progress);
  await compareLog(parts, source);
  await target.database.db.transaction().execute(async (transaction) => {
    if (files !== null) await carrySalts({ db: transaction }, secret, files.salts);
    await storeMove({ db: transaction }, { stage: 'done', position: 0 });
  });
}

/** The roles do what they had to do; then nothing changes any more, and it can be said what is to be copied. */
async function begin({ now, progress }: Parts, source: Source, target: Target) {
  await drain(source, now, progress);
  await migrateDatabase(target.database);
  await migrateWarehouse(target.warehouse, migrations);
  const pieces = await planPieces(source.warehouse, await movingTables(source.warehouse));
  const move = {
    source: source.marker.id,
    stage: 'warehouse' as const,
    position: 0,
    plan: { pieces } satisfies Plan,
  };
  await beginMove(target.database, move);
  return move;
}

async function moveLog(
  { config, now, progress }: Parts,
  source: Source,
  to: Target & { source: string },
  position: number,
): Promise<void> {
  const retention = Math.min(config.logRetentionHours * HOUR, LONGEST_RETENTION);
  const refill = await openRefill<LogEntry>(config, retention).catch((cause: unknown) => {
    throw notReached(KAFKA, cause);
  });
  try {
    await copyLog(source.log, { ...to, refill }, { since: now() - retention, position }, progress);
  } finally {
    await refill.close();
  }
}

async function compareLog({ config, now, progress }: Parts, source: Source): Promise<void> {
  progress.say('Comparison: ids in both logs');
  const retention = Math.min(config.logRetentionHours * HOUR, LONGEST_RETENTION);
  const since = now() - Math.min(COMPARED, retention);
  const log = await openKafkaLog<LogEntry>({ settings: config, retention, onError: () => undefined });
  try {
    await compareLogs(source.log, log, { since, partitions: (await headsInTopic(config)).length });
  } finally {
    await log.close();
  }
}
