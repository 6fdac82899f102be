import { sql } from 'kysely';
import type { Database } from '../../database/database.ts';

export interface DatabaseTable {
  name: string;
  columns: string[];
}

/** What each database has of its own: its schema's steps, and what is noted of a move. */
const NOT_COPIED = ['kysely_migration', 'kysely_migration_lock', 'engine_move'];

export async function databaseTables({ db }: Pick<Database, 'db'>): Promise<DatabaseTable[]> {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    GROUP BY c.relname ORDER BY c.relname`.execute(db);
  return rows.filter(({ name }) => !NOT_COPIED.includes(name));
}

/** Names of the schema's steps that were taken; none where there is no schema. */
export async function schemaSteps({ db }: Pick<Database, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ there: boolean }>`
    SELECT to_regclass('kysely_migration') IS NOT NULL AS there`.execute(db);
  if (!rows[0]?.there) return [];
  const steps = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db);
  return steps.rows.map(({ name }) => name);
}

export interface TableSum {
  rows: number;
  /** Sum of hashes of all rows, in whatever order they lie. */
  hash: string;
}

/** What tells whether two tables hold the same. */
export async function sumOfTable({ db }: Pick<Database, 'db'>, { name }: DatabaseTable): Promise<TableSum> {
  return db.transaction().execute(async (transaction) => {
    await sql`SET LOCAL TIME ZONE 'UTC'`.execute(transaction);
    const { rows } = await sql<{ rows: number; hash: string }>`
      SELECT count(*) AS rows,
        coalesce(sum(('x' || substr(md5(to_jsonb(t)::text), 1, 15))::bit(60)::bigint), 0)::text AS hash
      FROM ${sql.table(name)} AS t`.execute(transaction);
    return rows[0] ?? { rows: 0, hash: '0' };
  });
}
