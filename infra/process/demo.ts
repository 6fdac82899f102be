import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyPluginAsync } from 'fastify';
import { sql } from 'kysely';
import { demoPolicy } from '../../policy/demo-policy.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { insertGroundwork, insertSite, insertTopics } from '../database/insert-site.ts';
import { watchConfiguration } from '../database/watch-configuration.ts';
import { DEMO_DOMAINS, DEMO_RULES, DEMO_SITE_NAME, DEMO_TOPICS } from '../demo/content.ts';
import { demoSite } from '../demo/site.ts';
import { type DemoNetwork, startVisits } from '../demo/visits.ts';
import type { Closing } from './stop.ts';

/**
 * Makes the demo site at the very first start; once removed, it does not come back. Its pages are where ingest
 * is, so that host is among its domains, wherever it is moved to.
 */
export async function ensureDemo({ db }: Database, at: { ingestUrl: string; now: number }): Promise<void> {
  const domains = [...new Set([...DEMO_DOMAINS, new URL(at.ingestUrl).hostname])];
  const { rows } = await sql<{ used: boolean }>`SELECT is_called AS used FROM sites_id_seq`.execute(db);
  if (rows[0]?.used) {
    const made = await db.selectFrom('sites').select('domains').where('demo', '=', true).executeTakeFirst();
    // Nothing is written that is there already: a start on a full disk can read, not write.
    if (made === undefined || isDeepStrictEqual(made.domains, domains)) return;
    await db
      .updateTable('sites')
      .set({ domains: JSON.stringify(domains) })
      .where('demo', '=', true)
      .execute();
    return;
  }
  const policy = demoPolicy();
  await db.transaction().execute(async (transaction) => {
    const id = await insertSite(
      transaction,
      {
        key: `cp_demo${randomBytes(8).toString('hex')}`,
        name: DEMO_SITE_NAME,
        domains,
        demo: true,
      },
      { policy, author: 'Clearpane', reason: 'Demo: the visits are generated and nobody is behind them.' },
    );
    const topics = DEMO_TOPICS.map((topic) => ({
      ...topic,
      rules: DEMO_RULES.filter((rule) => rule.topic === topic.slug).map(
        ({ slug, title, sessions, days }) => ({
          id: `demo-${id}-${slug}`,
          title,
          sessions,
          days,
        }),
      ),
    }));
    await insertTopics(transaction, id, topics);
    await insertGroundwork(transaction, id, {
      policy,
      topics,
      author: 'Clearpane',
      approver: 'Clearpane, for the demo',
      now: at.now,
    });
  });
}

/** The demo site's key; null when there is no demo. */
export async function demoKey({ db }: Database): Promise<string | null> {
  const row = await db.selectFrom('sites').select('key').where('demo', '=', true).executeTakeFirst();
  return row?.key ?? null;
}

/** The demo's pages. They are gone as soon as the demo is. */
export function demoPages(options: {
  siteKey: string;
  scriptPath: string;
  integrity: string;
  dashboardUrl: string;
  removed: AbortSignal;
}): FastifyPluginAsync {
  return async (app) => {
    app.addHook('onRequest', async (_request, reply) => {
      if (options.removed.aborted) reply.callNotFound();
    });
    await app.register(demoSite(options));
  };
}

/** Aborts when the demo site is removed. */
export async function demoRemoved(
  database: Database,
  onError: (error: unknown) => void,
  closing: Closing,
): Promise<AbortSignal> {
  const removed = new AbortController();
  const unwatch = await watchConfiguration(
    database,
    async () => {
      if ((await demoKey(database)) === null) removed.abort();
    },
    onError,
  );
  closing.add('demo watch', unwatch);
  return removed.signal;
}

/** Sends generated visits through the public door, as a proxy on this machine would. */
export async function startDemoVisits(
  options: {
    config: Config;
    siteKey: string;
    networks: string;
    removed: AbortSignal;
    now: () => number;
    onError: (error: unknown) => void;
  },
  closing: Closing,
): Promise<void> {
  const networks = JSON.parse(await readFile(options.networks, 'utf8')) as DemoNetwork[];
  const stop = new AbortController();
  const host = options.config.host === '::' || options.config.host === '::1' ? '[::1]' : '127.0.0.1';
  const running = startVisits({
    endpoint: `http://${host}:${options.config.ingestPort}/v1/events`,
    siteKey: options.siteKey,
    pageOrigin: options.config.ingestUrl,
    networks,
    random: Math.random,
    now: options.now,
    signal: AbortSignal.any([stop.signal, options.removed]),
    onError: options.onError,
  });
  closing.add('demo visits', async () => {
    stop.abort();
    await running;
  });
}
