import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { issueFirstRunToken } from '../../api/accounts/accounts.ts';
import { openPseudonyms, pseudonymsFrom } from '../../ingest/pseudonyms.ts';
import { sealedSalts } from '../../ingest/salts/sealed.ts';
import { loadTrackerScript } from '../../ingest/tracker-script.ts';
import { openRegister } from '../../ingest/visitors/register.ts';
import metadata from '../../package.json' with { type: 'json' };
import { type Config, ConfigError, readConfig } from '../config.ts';
import { UnfinishedMoveError } from '../database/engine-move.ts';
import { NewerDataError } from '../newer-data.ts';
import { shareTroubles } from '../troubles/share-troubles.ts';
import { Troubles } from '../troubles/troubles.ts';
import { type Arguments, helpText, type Role, readArguments } from './arguments.ts';
import { openDataDirectory } from './data-directory.ts';
import { demoKey, demoPages, demoRemoved, ensureDemo, startDemoVisits } from './demo.ts';
import { openEngines, ownsData } from './engines.ts';
import { errorFacts } from './error-facts.ts';
import { lockDirectory } from './lock.ts';
import { startMaintenance, startUpkeep } from './maintenance.ts';
import { startMatchMoves } from './match-moves.ts';
import { openMetrics } from './metrics.ts';
import { expectNotMoved } from './move/marker.ts';
import { moveEngines } from './move/move-engines.ts';
import { noRoomToStart } from './no-room.ts';
import type { Readiness } from './operations.ts';
import { checkRoles, deliveryParts, startAlerts, startDeliveries, startWriter } from './roles.ts';
import { startRouting } from './routing.ts';
import { openKeys, sharedSecret } from './secret.ts';
import { checkPorts, startApi, startIngest, startOperations } from './servers.ts';
import { Closing, StartError } from './stop.ts';
import { runOrganizationsUpdate } from './update-organizations.ts';

/** Everything is durable once it was acknowledged, so a slow ending may be cut short. */
const LONGEST_STOP_MS = 4500;

let longestStop = LONGEST_STOP_MS;

/** Runs Clearpane until a signal ends it. Expected trouble is one line and exit code 1. */
export async function main(args: readonly string[]): Promise<void> {
  const closing = new Closing();
  const stop = stopper(closing);
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  try {
    const options = readArguments(args);
    if (options.help) {
      process.stdout.write(helpText());
      return;
    }
    const config = readConfig(process.env);
    if (options.command === 'update-organizations') {
      await runOrganizationsUpdate(config, dirname(fileURLToPath(import.meta.url)));
      return;
    }
    if (options.command === 'migrate-engines') {
      await moveEngines({ config, check: options.check, now: Date.now, screen: process.stdout }, closing);
      await stop(0);
      return;
    }
    longestStop = LONGEST_STOP_MS + config.drainSeconds * 1000;
    await start(config, options, closing, stop).catch((error: unknown) => {
      throw noRoomToStart(error, config.data) ?? error;
    });
  } catch (error) {
    const expected =
      error instanceof StartError ||
      error instanceof ConfigError ||
      error instanceof NewerDataError ||
      error instanceof UnfinishedMoveError;
    console.error(expected ? error.message : error);
    await stop(1);
  }
}

async function start(
  config: Config,
  { demo, roles }: Pick<Arguments, 'demo' | 'roles'>,
  closing: Closing,
  stop: (code: number) => Promise<void>,
): Promise<void> {
  const logger = pino({ level: config.logLevel, serializers: { err: errorFacts } }, pino.destination(2));
  const now = Date.now;
  const built = dirname(fileURLToPath(import.meta.url));
  const metrics = openMetrics();
  const report = (what: string) => (error: unknown) => {
    metrics.troubled(what);
    logger.error({ err: error }, `${what}: trouble`);
  };
  const has = (role: Role): boolean => roles.includes(role);
  checkRoles(config, roles);

  const directory = await openDataDirectory(config.data);
  if (ownsData(config)) {
    await expectNotMoved(directory.root);
    closing.add('lock', await lockDirectory(directory.root));
  }
  await checkPorts(config, roles);
  const engines = await openEngines(
    { config, directory, now, onError: (engine, error) => report(engine)(error) },
    closing,
  );
  const troubles = new Troubles({ now, elapsed: () => performance.now() });
  // Where the database is in this process, there is no other process.
  if (config.databaseUrl !== null) {
    closing.add('troubles', await shareTroubles(engines.database, troubles, report('troubles')));
  }
  const readiness: Readiness = { state: 'starting' };
  await startOperations({ config, engines, troubles, metrics, readiness }, closing);
  const keys = await openKeys(config.secretFile, directory.keys);
  const script = await loadTrackerScript({ directory: `${built}/tracker`, keep: directory.tracker });
  if (demo) await ensureDemo(engines.database, { ingestUrl: config.ingestUrl, now: now() });
  const siteKey = demo ? await demoKey(engines.database) : null;

  const options = {
    engines,
    troubles,
    metrics,
    patience: patienceOf(config),
    now,
    onError: (role: string, error: unknown) => report(role)(error),
    onFailure: (role: string, error: unknown) => {
      report(role)(error);
      console.error(`The ${role} failed and can not go on: ${(error as Error).message}`);
      void stop(1);
    },
  };
  if (has('writer')) startWriter(options, closing);
  if (has('alerts')) await startAlerts(options, closing);
  if (has('api')) {
    startMaintenance({ engines, now, onError: report('maintenance') }, closing);
    startMatchMoves({ ...engines, now, onError: report('moves of the past') }, closing);
    await startRouting(options, closing);
  }

  const servers = { config, engines, troubles, metrics, script, logger, now, built };
  const removed = await demoRemoved(engines.database, report('demo'), closing);
  const plugins =
    siteKey === null
      ? []
      : [
          demoPages({
            siteKey,
            scriptPath: script.path,
            integrity: script.integrity,
            dashboardUrl: config.publicUrl,
            removed,
          }),
        ];
  if (has('ingest')) {
    const pseudonyms =
      config.secretFile === null
        ? await openPseudonyms({ directory: directory.keys, now: now() })
        : await pseudonymsFrom(sealedSalts(engines.database, await sharedSecret(config.secretFile)), now());
    const visitors = await openRegister({
      database: engines.database,
      keys: { receipts: await keys('receipts'), suppressions: await keys('suppressions') },
      now,
      onError: report('visitors'),
    });
    closing.add('visitors', () => visitors.close());
    startUpkeep({ log: engines.log, pseudonyms, visitors, now, onError: report('upkeep') }, closing);
    await startIngest({ ...servers, pseudonyms, visitors, plugins }, closing);
  }
  if (has('api')) {
    const deliveries = deliveryParts(config, options, await keys('unsubscribe'));
    await startDeliveries(deliveries, options, closing);
    const session = await keys('session');
    await startApi({ ...servers, secret: session, version: metadata.version, deliveries }, closing);
  }
  if (siteKey !== null) {
    const networks = `${built}/organizations/samples.json`;
    await startDemoVisits({ config, siteKey, networks, removed, now, onError: report('demo') }, closing);
  }
  readiness.state = 'ready';
  closing.add('drain', async () => {
    readiness.state = 'ending';
    await delay(config.drainSeconds * 1000);
  });

  const token = has('api') ? await issueFirstRunToken(engines.database) : null;
  const link = token === null ? '' : `/setup#token=${token}`;
  if (has('api')) console.log(`Dashboard  ${config.publicUrl}${link}`);
  if (demo || roles.length > 1)
    console.log(`Demo site  ${siteKey === null ? 'none' : `${config.ingestUrl}/demo`}`);
  if (roles.length === 1) console.log(`Role       ${roles[0]}`);
  console.log(`Data       ${directory.root}`);
}

/** All partitions write to the same tables; each insert is a part that the warehouse must merge. Milliseconds. */
const patienceOf = ({ kafkaBrokers, kafkaPartitions }: Config): number =>
  kafkaBrokers.length === 0 ? 200 : Math.max(200, kafkaPartitions * 100);

/** Ends once, whoever asks first; a second signal does not wait. */
function stopper(closing: Closing): (code: number) => Promise<void> {
  let stopping = false;
  return async (code) => {
    if (stopping) process.exit(code || 1);
    stopping = true;
    setTimeout(() => process.exit(code), longestStop).unref();
    await closing.run((name, error) => console.error(`${name} did not close: ${(error as Error).message}`));
    process.exit(code);
  };
}
