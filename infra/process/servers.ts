import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Logger } from 'pino';
import { apiServer } from '../../api/server.ts';
import { loadSites } from '../../ingest/load-sites.ts';
import { openOrganizations } from '../../ingest/organizations/resolver.ts';
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
import type { Engines } from './engines.ts';
import { type Closing, StartError } from './stop.ts';

export interface ServerOptions {
  config: Config;
  engines: Engines;
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
  const { config, engines, logger, now, pseudonyms, visitors } = options;
  let sites: SiteDirectory = { byKey: () => undefined };
  const unwatch = await watchConfiguration(
    engines.database,
    async () => {
      sites = await loadSites(engines.database);
    },
    (error) => logger.error({ err: error }, 'sites could not be read'),
  );
  closing.add('sites', unwatch);

  const organizations = await openOrganizations({ directory: `${options.built}/organizations` });
  const { loaded, error } = organizations.status();
  if (!loaded) logger.error({ reason: error }, 'no network table: no organization will be named');

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
    doors: [visitorRoutes(door)],
    plugins: [noticePages(door, engines.database), ...options.plugins],
  });
  closing.add('ingest', () => app.close());
  await listen(app, config.host, config.ingestPort, 'CLEARPANE_INGEST_PORT');
}

/** API and dashboard. */
export async function startApi(
  options: ServerOptions & { secret: string; version: string },
  closing: Closing,
): Promise<void> {
  const { config, engines, script, logger, now } = options;
  const app = await apiServer({
    parts: {
      database: engines.database,
      warehouse: engines.warehouse,
      tracker: { url: `${config.ingestUrl}${script.path}`, integrity: script.integrity },
      now,
    },
    secret: options.secret,
    publicUrl: config.publicUrl,
    dashboard: `${options.built}/dashboard`,
    version: options.version,
    trustedProxies: config.trustedProxies,
    logger,
  });
  closing.add('api', () => app.close());
  await listen(app, config.host, config.port, 'CLEARPANE_PORT');
}

async function listen(app: FastifyInstance, host: string, port: number, setting: string): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new StartError(`Port ${port} is in use. Stop what uses it, or set ${setting} to another.`, {
        cause,
      });
    }
    if (code === 'EACCES') {
      throw new StartError(`Port ${port} needs more rights. Set ${setting} to one above 1023.`, { cause });
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartError(`This machine has no address ${host}. Set CLEARPANE_HOST to one it has.`, {
        cause,
      });
    }
    throw new StartError(`Port ${port} can not be opened: ${message}`, { cause });
  }
}
