import { sql } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import { migrateDatabase } from '../../infra/database/migrate.ts';
import { openMigratedDatabase } from '../../tests/support/prepared-database.ts';
import type { AlertBody } from '../allow-list.ts';

export async function openRoutingDatabase(opened?: Database): Promise<Database> {
  const database = opened ?? (await openMigratedDatabase());
  await migrateDatabase(database);
  await database.db
    .insertInto('sites')
    .values({ key: 'site', name: 'Site', domains: JSON.stringify(['a.example']), demo: false })
    .execute();
  await database.db
    .insertInto('organization')
    .values({ id: 'tenant', name: 'Tenant', slug: 'tenant', createdAt: new Date() })
    .execute();
  return database;
}

export async function siteOf({ db }: Database): Promise<number> {
  return (await db.selectFrom('sites').select('id').executeTakeFirstOrThrow()).id;
}

/** Leaves the site and takes away everything that routing reads or writes. */
export async function clean({ db }: Database): Promise<void> {
  for (const table of ['accounts', 'deliveries', 'channels', 'windows', 'incidents', 'user'] as const) {
    await db.deleteFrom(table).execute();
  }
  await db
    .updateTable('routing')
    .set({ default_person_id: null, default_channel_id: null, last_turn: null })
    .execute();
}

export async function addPerson({ db }: Database, id: string, role = 'sales'): Promise<void> {
  const createdAt = new Date();
  await sql`INSERT INTO "user" ("id", "name", "email", "emailVerified")
    VALUES (${id}, ${id}, ${`${id}@example.org`}, true)`.execute(db);
  await db
    .insertInto('member')
    .values({ id: `member ${id}`, organizationId: 'tenant', userId: id, role, createdAt })
    .execute();
}

export async function addChannel({ db }: Database, id: string, site: number | null = null): Promise<void> {
  await db
    .insertInto('channels')
    .values({
      id,
      kind: 'slack',
      site_id: site,
      name: id,
      url: 'https://hooks.example/x',
      secrets: '[]',
      created_by: 'test',
    })
    .execute();
}

export function bodyOf(organization: string, country = 'DE'): AlertBody {
  return {
    schema: 'alert/1',
    org: {
      id: organization,
      name: `${organization} GmbH`,
      registrableDomain: `${organization}.example`,
      country,
      kind: 'company',
    },
    rule: { id: 'rule', version: 1, title: 'Pricing', sentence: 'Two sessions on pricing.' },
    window: { from: '2026-07-01T10:00:00.000Z', to: '2026-07-01T10:15:00.000Z' },
    evidence: [],
    match: { confidence: 'high', source: 'The network is registered to the organization' },
    lawful: { policyVersion: 1 },
    decision: 'human',
  };
}

/** An alert whose window is open until long after. */
export async function addAlert(database: Database, id: string, body: object = bodyOf(id)): Promise<void> {
  const { db } = database;
  const site = await siteOf(database);
  await db
    .insertInto('windows')
    .values({
      id,
      site_id: site,
      organization_id: id,
      rule_id: 'rule',
      rule_version: 1,
      state: 'open',
      opened_at: new Date('2026-07-01T10:00:00Z'),
      expires_at: new Date('2100-01-01T00:00:00Z'),
    })
    .execute();
  await db
    .insertInto('alerts')
    .values({ id, window_id: id, site_id: site, body: JSON.stringify(body) })
    .execute();
}
