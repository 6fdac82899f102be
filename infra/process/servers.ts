import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { getHeapStatistics } from 'node:v8';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Logger } from 'pino';
import type { DeliveryParts } from '../../alerts/deliveries/parts.ts';
import { apiServer } from '../../api/server.ts';
import { contactRoutes } from '../../ingest/contact/contact-routes.ts';
import { loadSites } from '../../ingest/load-sites.ts';
import { organizationIdentifier } from '../../ingest/organizations/identify.ts';
import { openOrganizations } from '../../ingest/organizations/resolver.ts';
import { machineDns, ReverseNames } from '../../ingest/organizations/reverse-dns/reverse-names.ts';
import type { Pseudonyms } from '../../ingest/pseudonyms.ts';
import { RefusalTally } from '../../ingest/refusals.ts';
import { ingestServer } from '../../ingest/server.ts';
import type { SiteDirectory } from '../../ingest/site.ts';
import type { TrackerScript } from '../../ingest/tracker-script.ts';
import { openDoor } from '../../ingest/visitors/door.ts';
import { noticePages, visitorRoutes } from '../../ingest/visitors/routes.ts';
import type { VisitorRegister } from '../../ingest/visitors/visitors.ts';
import type { Config } from '../config.ts';
import { watchConfiguration } from '../database/watch-configuration.ts';
import type { Troubles } from '../troubles/troubles.ts';
import type { Role } from './arguments.ts';
import type { Engines } from './engines.ts';
import { followMatchDecisions } from './match-decisions.ts';
import type { Metrics } from './metrics.ts';
import { operationsServer } from './operations.ts';
import { type Closing, StartError } from './stop.ts';
import { organizationUpdates } from './update-organizations.ts';
import { watchIntake } from './watch-intake.ts';

const PORT = 'CLEARPANE_PORT';
const INGEST_PORT = 'CLEARPANE_INGEST_PORT';
const OPERATIONS_PORT = 'CLEARPANE_OPERATIONS_PORT';

/** Share of the heap for what lasts that may be in use while ingest takes requests. */
const MOST_OF_HEAP = 0.75;
/** V8 counts its nursery of three half-spaces to the limit of the heap, but nothing that lasts fits in there, bytes. */
const NURSERY = 3 * 16 * 1024 * 1024;

export interface ServerOptions {
  config: Config;
  engines: Engines;
  troubles: Troubles;
  metrics: Metrics;
  script: TrackerScript;
  logger: Logger;
  now: () => number;
  /** Directory of what the build made. */
  built: string;
}

/** Ingest and the tracker. Sites and policies are always the newest, within a second of saving. */
export async function startIngest(
  options: ServerOptions & {
    pseudonyms: Pseudonyms;
    visitors: VisitorRegister;
    plugins: FastifyPluginAsync[];
  },
  closing: Closing,
): Promise<void> {
  const { config, engines, troubles, metrics, logger, now, pseudonyms, visitors } = options;
  let sites: SiteDirectory = { byKey: () => undefined };
  const unwatch = await watchConfiguration(
    engines.database,
    async () => {
      sites = await loadSites(engines.database);
    },
    (error) => logger.error({ err: error }, 'sites could not be read'),
  );
  closing.add('sites', unwatch);

  const reverseNames = new ReverseNames({ dns: machineDns(), enabled: false, now });
  const onWarning = (warning: string): void => logger.warn(warning);
  const organizations = await openOrganizations({
    directory: `${options.built}/organizations`,
    updates: organizationUpdates(config),
    databases: config.geoDatabases,
    ...(config.ownNetworks === null ? {} : { ownNetworks: config.ownNetworks }),
    reverseNames,
    now,
    onWarning,
  });
  closing.add('organizations', async () => organizations.close());
  const unfollow = await followMatchDecisions({
    database: engines.database,
    organizations,
    reverseNames,
    reverseDns: config.reverseDns,
    onWarning,
    onError: (error) => logger.error({ err: error }, 'decisions about matches could not be read'),
  });
  closing.add('decisions about matches', unfollow);

  const parts = {
    sites: { byKey: (key: string) => sites.byKey(key) },
    organizations,
    pseudonyms,
    visitors,
    rate: { rate: config.rate, burst: config.rateBurst },
    now,
  };
  const door = openDoor({ ...parts, ingestUrl: config.ingestUrl });
  const app = ingestServer({
    parts: { ...parts, log: engines.log, refusals: new RefusalTally(engines.log, now) },
    script: options.script,
    trustedProxies: config.trustedProxies,
    doors: [visitorRoutes(door), contactRoutes(door, engines.database, config.smtpUrl !== null)],
    plugins: [noticePages(door, engines.database), ...options.plugins],
    onAnswer: (status) => metrics.answered('ingest', status),
    mostMemory: (getHeapStatistics().heap_size_limit - NURSERY) * MOST_OF_HEAP,
    onError: (error) => logger.error({ err: error }, 'events were not taken in'),
    onTurnedAway: watchIntake({ log: engines.log, troubles }, closing),
  });
  closing.add('ingest', () => app.close());
  await listen(app, config.host, config.ingestPort, INGEST_PORT);
}

/** API and dashboard. */
export async function startApi(
  options: ServerOptions & { secret: string; version: string; deliveries: DeliveryParts },
  closing: Closing,
): Promise<void> {
  const { config, engines, troubles, metrics, script, logger, now } = options;
  const app = await apiServer({
    parts: {
      database: engines.database,
      warehouse: engines.warehouse,
      tracker: { url: `${config.ingestUrl}${script.path}`, integrity: script.integrity },
      ingestUrl: config.ingestUrl,
      officers: config.officers,
      identify: organizationIdentifier(),
      register: JSON.parse(await readFile(`${options.built}/organizations/register.json`, 'utf8')),
      reverseDns: config.reverseDns,
      deliveries: options.deliveries,
      troubles: () => troubles.current(),
      now,
    },
    secret: options.secret,
    publicUrl: config.publicUrl,
    dashboard: `${options.built}/dashboard`,
    version: options.version,
    trustedProxies: config.trustedProxies,
    logger,
  });
  app.addHook('onResponse', async (_request, reply) => metrics.answered('api', reply.statusCode));
  closing.add('api', () => app.close());
  await listen(app, config.host, config.port, PORT);
}

/** Health and metrics, where a port is set for them. */
export async function startOperations(
  options: Parameters<typeof operationsServer>[0] & { config: Config },
  closing: Closing,
): Promise<void> {
  const { host, operationsPort } = options.config;
  if (operationsPort === null) return;
  const app = operationsServer(options);
  closing.add('operations', () => app.close());
  await listen(app, host, operationsPort, OPERATIONS_PORT);
}

/**
 * Tries the ports before anything is opened: whoever finds one in use should hear of it at once.
 *
 * @throws StartError that names the port and what to do
 */
export async function checkPorts(config: Config, roles: readonly Role[]): Promise<void> {
  const { host, port, ingestPort, operationsPort } = config;
  const ports: [number, string][] = [];
  if (roles.includes('ingest')) ports.push([ingestPort, INGEST_PORT]);
  if (roles.includes('api')) ports.push([port, PORT]);
  if (operationsPort !== null) ports.push([operationsPort, OPERATIONS_PORT]);
  for (const [number, setting] of ports) {
    const server = createServer();
    try {
      server.listen({ host, port: number });
      await once(server, 'listening');
    } catch (cause) {
      throw cannotListen(cause, host, number, setting);
    }
    await new Promise((resolve) => server.close(resolve));
  }
}

async function listen(app: FastifyInstance, host: string, port: number, setting: string): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    throw cannotListen(cause, host, port, setting);
  }
}

function cannotListen(cause: unknown, host: string, port: number, setting: string): StartError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new StartError(`Port ${port} is in use. Stop what uses it, or set ${setting} to another.`, {
      cause,
    });
  }
  if (code === 'EACCES') {
    return new StartError(`Port ${port} needs more rights. Set ${setting} to one above 1023.`, { cause });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartError(`This machine has no address ${host}. Set CLEARPANE_HOST to one it has.`, {
      cause,
    });
  }
  return new StartError(`Port ${port} can not be opened: ${message}`, { cause });
}
