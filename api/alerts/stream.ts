import type { ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { alertRows, toAlerts } from './windows.ts';

const HEARTBEAT_MS = 15_000;
/** A reader that lets this much pile up is gone or too slow; it comes back with Last-Event-ID. */
const MAXIMUM_BUFFERED = 1024 * 1024;
/** Alerts that are read at once. */
const PAGE = 500;

interface Reader {
  response: ServerResponse;
  log: FastifyBaseLogger;
  site: number | undefined;
  /** Number of the last change that it was told. */
  told: number;
  /** @throws ProblemError when whoever reads may not do so any more */
  check: () => Promise<unknown>;
}

/**
 * Streams alerts and changes of their windows as server-sent events. The id of each event is the number of the
 * change, so that after a break the reader hears everything it missed, by the browser's own means.
 */
export async function alertStream(app: FastifyInstance, { database, now }: ApiParts) {
  const readers = new Set<() => void>();
  const stop = await database.listen('alerts', () => {
    for (const wake of readers) wake();
  });
  app.addHook('preClose', async () => {
    await stop();
    for (const wake of [...readers]) wake();
    readers.clear();
  });

  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    { site, check }: Pick<Reader, 'site' | 'check'>,
  ): Promise<void> => {
    const newest = await newestChange();
    // Beyond the newest lies what a restored database no longer knows; waiting for it would be silence.
    const told = Math.min(toldBy(request.headers['last-event-id']) ?? newest, newest);
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write(`retry: 1000\nid: ${told}\n: connected\n\n`);
    await follow({ response, log: request.log, site, told, check });
  };

  async function follow(reader: Reader): Promise<void> {
    const { response } = reader;
    let closed = false;
    let dirty = true;
    let wake = (): void => undefined;
    const signal = (): void => {
      dirty = true;
      wake();
    };
    const close = (): void => {
      closed = true;
      wake();
    };
    response.on('close', close).on('error', close);
    readers.add(signal);
    const heartbeat = setInterval(() => {
      response.write(': still here\n\n');
      // Somebody who signed out, was removed or changed role hears no more.
      reader.check().catch((error: unknown) => {
        if (error instanceof ProblemError) close();
      });
    }, HEARTBEAT_MS);
    try {
      while (!closed && !response.destroyed && readers.has(signal)) {
        if (!dirty) await new Promise<void>((resolve) => (wake = resolve));
        if (closed || !readers.has(signal)) break;
        dirty = false;
        if (await tell(reader)) dirty = true;
        if (response.writableLength > MAXIMUM_BUFFERED) break;
      }
    } catch (error) {
      // The reader comes back with what it was told last.
      reader.log.error({ err: error }, 'a stream of alerts broke');
    } finally {
      clearInterval(heartbeat);
      readers.delete(signal);
      response.end();
    }
  }

  /** Tells what the reader has not heard, up to a page; answers whether there may be more. */
  async function tell(reader: Reader): Promise<boolean> {
    let rows = alertRows(database)
      .where('windows.change', '>', reader.told)
      .orderBy('windows.change')
      .limit(PAGE);
    if (reader.site !== undefined) rows = rows.where('alerts.site_id', '=', reader.site);
    const found = await rows.execute();
    for (const row of found) {
      reader.told = row.change;
      // One that is withheld is not told at all: the reader must not stumble over it again and again.
      for (const alert of await toAlerts(database, [row], now())) {
        reader.response.write(`event: alert\nid: ${row.change}\ndata: ${JSON.stringify(alert)}\n\n`);
      }
    }
    return found.length === PAGE;
  }

  async function newestChange(): Promise<number> {
    const { db } = database;
    const row = await db.selectFrom('windows').select(db.fn.max('change').as('change')).executeTakeFirst();
    return Number(row?.change ?? 0);
  }
}

function toldBy(lastEventId: string | string[] | undefined): number | null {
  const text = String(lastEventId ?? '');
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
