import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts } from '../parts.ts';
import { alertRows, toAlert } from './windows.ts';

const HEARTBEAT_MS = 15_000;
/** A reader that lets this much pile up is gone or too slow; it comes back with Last-Event-ID. */
const MAXIMUM_BUFFERED = 1024 * 1024;

/** How far a reader has been told: the newest alert, and the latest change of a window. */
interface Told {
  seq: number;
  /** Milliseconds since the epoch. */
  changed: number;
}

/**
 * Streams alerts and changes of their windows as server-sent events. The id of each event says how far the
 * reader has been told, so that after a break it hears everything it missed, by the browser's own means.
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

  return async (request: FastifyRequest, reply: FastifyReply, site: number | undefined): Promise<void> => {
    const told = toldBy(request.headers['last-event-id']) ?? (await newest());
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write(`retry: 1000\nid: ${told.seq}-${told.changed}\n: connected\n\n`);
    await follow(response, site, told);
  };

  async function follow(response: ServerResponse, site: number | undefined, told: Told): Promise<void> {
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
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    try {
      while (!closed && !response.destroyed && readers.has(signal)) {
        if (!dirty) await new Promise<void>((resolve) => (wake = resolve));
        if (closed || !readers.has(signal)) break;
        dirty = false;
        await tell(response, site, told);
        if (response.writableLength > MAXIMUM_BUFFERED) break;
      }
    } finally {
      clearInterval(heartbeat);
      readers.delete(signal);
      response.end();
    }
  }

  async function tell(response: ServerResponse, site: number | undefined, told: Told): Promise<void> {
    let rows = alertRows(database)
      .where((where) =>
        where.or([
          where('alerts.seq', '>', told.seq),
          where('windows.updated_at', '>', new Date(told.changed)),
        ]),
      )
      .orderBy('windows.updated_at')
      .orderBy('alerts.seq')
      .limit(500);
    if (site !== undefined) rows = rows.where('alerts.site_id', '=', site);
    for (const row of await rows.execute()) {
      told.seq = Math.max(told.seq, row.seq);
      told.changed = Math.max(told.changed, row.updated_at.getTime());
      const data = JSON.stringify(toAlert(row, now()));
      response.write(`event: alert\nid: ${told.seq}-${told.changed}\ndata: ${data}\n\n`);
    }
  }

  async function newest(): Promise<Told> {
    const { db } = database;
    const { fn } = db;
    const row = await db
      .selectFrom('alerts')
      .innerJoin('windows', 'windows.id', 'alerts.window_id')
      .select([fn.max('alerts.seq').as('seq'), fn.max('windows.updated_at').as('changed')])
      .executeTakeFirst();
    return { seq: Number(row?.seq ?? 0), changed: row?.changed ? new Date(row.changed).getTime() : 0 };
  }
}

function toldBy(lastEventId: string | string[] | undefined): Told | null {
  const found = /^(\d{1,15})-(\d{1,15})$/.exec(String(lastEventId ?? ''));
  return found ? { seq: Number(found[1]), changed: Number(found[2]) } : null;
}
