import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import { migrateDatabase } from '../../infra/database/migrate.ts';
import { openMigratedDatabase } from '../../tests/support/prepared-database.ts';
import { outbox } from './outbox.ts';
import type { DeliveryParts } from './parts.ts';
import { openPost } from './post.ts';
import { SAMPLE } from './sample.ts';
import { newSecret, type WebhookSecret } from './secrets.ts';
import { sendHeld } from './sender.ts';
import { openTargets } from './targets.ts';

export const PUBLIC_URL = 'https://clearpane.example';

/** A request as a receiver got it. */
export interface Received {
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

/** A target on loopback that keeps what it gets and answers as it is told. */
export async function openReceiver(
  answer: (response: ServerResponse, request: IncomingMessage) => void = (response) => response.end('ok'),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      received.push({ headers, body });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A database with a site, and the parts of sending with a clock that is set by hand. */
export async function openDeliveries(options: Partial<DeliveryParts> & { timeoutMs?: number } = {}) {
  const database = options.database ?? (await openMigratedDatabase());
  await migrateDatabase(database);
  const { id: site } = await database.db
    .insertInto('sites')
    .values({ key: 'k', name: 'Shop', domains: '[]', demo: false })
    .returning('id')
    .executeTakeFirstOrThrow();
  const clock = { now: Date.now() };
  const targets = openTargets(['127.0.0.0/8']);
  const parts: DeliveryParts = {
    database,
    publicUrl: PUBLIC_URL,
    targets,
    post: openPost(targets, options.timeoutMs ?? 2000),
    mailer: null,
    unsubscribeKey: 'a key for tests',
    now: () => clock.now,
    random: () => 0.5,
    ...options,
  };
  return { database, site, clock, parts, ...rowsOf(database, site, clock) };
}

function rowsOf({ db }: Database, site: number, clock: { now: number }) {
  return {
    /** Leaves the site alone. */
    reset: async (): Promise<void> => {
      for (const table of ['deliveries', 'channels', 'windows', 'incidents', 'user'] as const) {
        await db.deleteFrom(table).execute();
      }
    },
    addAlert: async (id: string, body: object = SAMPLE.body): Promise<void> => {
      const at = new Date(clock.now);
      await db
        .insertInto('windows')
        .values({
          id,
          site_id: site,
          organization_id: id,
          rule_id: 'r',
          rule_version: 1,
          state: 'open',
          opened_at: at,
          expires_at: at,
        })
        .execute();
      await db
        .insertInto('alerts')
        .values({ id, window_id: id, site_id: site, body: JSON.stringify(body) })
        .execute();
    },
    addChannel: async (
      id: string,
      url: string,
      kind: 'slack' | 'teams' | 'webhook' = 'webhook',
      secrets: WebhookSecret[] = [newSecret()],
    ): Promise<WebhookSecret[]> => {
      await db
        .insertInto('channels')
        .values({ id, kind, name: id, url, secrets: JSON.stringify(secrets), created_by: 'Olga' })
        .execute();
      return secrets;
    },
    addPerson: async (id: string, email: string, role = 'sales'): Promise<void> => {
      await sql`INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
        VALUES (${id}, 'Rosa Rep', ${email}, true, now(), now())`.execute(db);
      const createdAt = new Date(clock.now);
      await db
        .insertInto('organization')
        .values({ id: 'tenant', name: 'Tenant', slug: 'tenant', createdAt })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db
        .insertInto('member')
        .values({ id: `member ${id}`, organizationId: 'tenant', userId: id, role, createdAt })
        .execute();
    },
    addDelivery: async (
      id: string,
      to: { channel: string } | { person: string },
      alerts: readonly string[],
    ): Promise<void> => {
      await db
        .insertInto('deliveries')
        .values({
          id,
          kind: alerts.length > 1 ? 'digest' : 'alert',
          channel_id: 'channel' in to ? to.channel : null,
          person_id: 'person' in to ? to.person : null,
          alert_ids: JSON.stringify(alerts),
          reason: 'This channel hears of every alert of Shop',
          due_at: new Date(clock.now),
        })
        .execute();
    },
    delivery: (id: string) => db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst(),
    attempts: (id: string) =>
      db
        .selectFrom('delivery_attempts')
        .select(['code', 'status', 'excerpt'])
        .where('delivery_id', '=', id)
        .orderBy('seq')
        .execute(),
    channel: (id: string) =>
      db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  };
}

export type Deliveries = Awaited<ReturnType<typeof openDeliveries>>;

/** Tries what is due now, once for each target. */
export async function sendDue({ parts, clock }: Deliveries): Promise<void> {
  const box = outbox(parts.database, randomUUID);
  for (const lane of ['channels', 'mail'] as const) {
    const held = await box.take(lane, 100, clock.now);
    await Promise.all(held.map((each) => sendHeld(parts, each)));
  }
}
