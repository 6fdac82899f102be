import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { issueFirstRunToken } from '../../api/accounts/accounts.ts';
import { openPseudonyms } from '../../ingest/pseudonyms.ts';
import { loadTrackerScript } from '../../ingest/tracker-script.ts';
import { openRegister } from '../../ingest/visitors/register.ts';
import metadata from '../../package.json' with { type: 'json' };
import { type Config, ConfigError, readConfig } from '../config.ts';
import { NewerDataError } from '../newer-data.ts';
import { helpText, readArguments } from './arguments.ts';
import { openDataDirectory } from './data-directory.ts';
import { demoKey, demoPages, demoRemoved, ensureDemo, startDemoVisits } from './demo.ts';
import { openEngines, ownsData } from './engines.ts';
import { lockDirectory } from './lock.ts';
import { startMaintenance } from './maintenance.ts';
import { startMatchMoves } from './match-moves.ts';
import { deliveryParts, startAlerts, startDeliveries, startWriter } from './roles.ts';
import { startRouting } from './routing.ts';
import { secret } from './secret.ts';
import { checkPorts, startApi, startIngest } from './servers.ts';
import { Closing, StartError } from './stop.ts';
import { runOrganizationsUpdate } from './update-organizations.ts';

/** Everything is durable once it was acknowledged, so a slow ending may be cut short. */
const LONGEST_STOP_MS = 4500;

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
    await start(config, options.demo, closing, stop);
  } catch (error) {
    const expected =
      error instanceof StartError || error instanceof ConfigError || error instanceof NewerDataError;
    console.error(expected ? error.message : error);
    await stop(1);
  }
}

async function start(
  config: Config,
  demo: boolean,
  closing: Closing,
  stop: (code: number) => Promise<void>,
): Promise<void> {
  const logger = pino({ level: config.logLevel }, pino.destination(2));
  const now = Date.now;
  const built = dirname(fileURLToPath(import.meta.url));
  const report = (what: string) => (error: unknown) => logger.error({ err: error }, `${what}: trouble`);

  const directory = await openDataDirectory(config.data);
  if (ownsData(config)) closing.add('lock', await lockDirectory(directory.root));
  await checkPorts(config);
  const engines = await openEngines(
    { config, directory, now, onError: (engine, error) => report(engine)(error) },
    closing,
  );
  const pseudonyms = await openPseudonyms({ directory: directory.keys, now: now() });
  const visitors = await openRegister({
    database: engines.database,
    keys: {
      receipts: await secret(directory.keys, 'receipts'),
      suppressions: await secret(directory.keys, 'suppressions'),
    },
    now,
    onError: report('visitors'),
  });
  closing.add('visitors', () => visitors.close());
  const script = await loadTrackerScript({ directory: `${built}/tracker`, keep: directory.tracker });
  if (demo) await ensureDemo(engines.database, { ingestUrl: config.ingestUrl, now: now() });
  const siteKey = demo ? await demoKey(engines.database) : null;

  const roles = {
    engines,
    now,
    onError: (role: string, error: unknown) => report(role)(error),
    onFailure: (role: string, error: unknown) => {
      report(role)(error);
      console.error(`The ${role} failed and can not go on: ${(error as Error).message}`);
      void stop(1);
    },
  };
  startWriter(roles, closing);
  await startAlerts(roles, closing);
  await startMatchMoves({ ...engines, now, onError: report('moves of the past') }, closing);
  const deliveries = deliveryParts(config, roles, await secret(directory.keys, 'unsubscribe'));
  await startDeliveries(deliveries, roles, closing);
  await startRouting(roles, closing);
  await startMaintenance({ engines, pseudonyms, visitors, now, onError: report('maintenance') }, closing);

  const servers = { config, engines, script, logger, now, built };
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
  await startIngest({ ...servers, pseudonyms, visitors, plugins }, closing);
  const session = await secret(directory.keys, 'session');
  await startApi({ ...servers, secret: session, version: metadata.version, deliveries }, closing);
  if (siteKey !== null) {
    const networks = `${built}/organizations/samples.json`;
    await startDemoVisits({ config, siteKey, networks, removed, now, onError: report('demo') }, closing);
  }

  const token = await issueFirstRunToken(engines.database);
  const link = token === null ? '' : `/setup#token=${token}`;
  console.log(`Dashboard  ${config.publicUrl}${link}`);
  console.log(`Demo site  ${siteKey === null ? 'none' : `${config.ingestUrl}/demo`}`);
  console.log(`Data       ${directory.root}`);
}

/** Ends once, whoever asks first; a second signal does not wait. */
function stopper(closing: Closing): (code: number) => Promise<void> {
  let stopping = false;
  return async (code) => {
    if (stopping) process.exit(code || 1);
    stopping = true;
    setTimeout(() => process.exit(code), LONGEST_STOP_MS).unref();
    await closing.run((name, error) => console.error(`${name} did not close: ${(error as Error).message}`));
    process.exit(code);
  };
}
