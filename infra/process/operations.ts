import Fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Troubles } from '../troubles/troubles.ts';
import type { Engines } from './engines.ts';
import type { Metrics } from './metrics.ts';

/** Whether this process wants to be sent work. */
export interface Readiness {
  state: 'starting' | 'ready' | 'ending';
}

/** An engine that does not answer by then is not there, milliseconds. */
const PATIENCE_MS = 3000;

/**
 * Health and metrics, on a port of its own for those who operate this. `live` says that the process turns, `ready`
 * that it wants work, and `/health` asks every engine and says what this process has trouble with: a balancer goes by
 * the first two, since an engine that is away is away for all processes alike.
 */
export function operationsServer(options: {
  engines: Engines;
  troubles: Troubles;
  metrics: Metrics;
  readiness: Readiness;
}): FastifyInstance {
  const { engines, troubles, metrics, readiness } = options;
  const app = Fastify({ logger: false, forceCloseConnections: true });
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) =>
    reply.code(readiness.state === 'ready' ? 200 : 503).send({ status: readiness.state }),
  );
  app.get('/health', async (_request, reply) => {
    const checks: Record<keyof Engines, () => Promise<unknown>> = {
      log: () => engines.log.check(),
      warehouse: () => engines.warehouse.query('SELECT 1'),
      database: () => sql`SELECT 1`.execute(engines.database.db),
    };
    const found = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, (await answers(check)) ? 'ok' : 'away']),
    );
    const own = troubles.own().map((each) => ({ ...each, since: new Date(each.since).toISOString() }));
    const well = own.length === 0 && found.every(([, state]) => state === 'ok');
    return reply
      .code(well ? 200 : 503)
      .send({ status: well ? 'ok' : 'degraded', engines: Object.fromEntries(found), troubles: own });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  return app;
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([
      check().then(
        () => true,
        () => false,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
