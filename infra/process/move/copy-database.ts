import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../../database/database.ts';
import type { Schema } from '../../database/schema.ts';
import { type DatabaseTable, databaseTables } from './database-tables.ts';
import type { Progress } from './progress.ts';

const ROWS_AT_ONCE = 1000;

/**
 * Copies every table in one transaction, so that all of it arrives or nothing does. Triggers do not run: they number,
 * and tell, what was numbered and told. What tables ask of each other is asked again at the end.
 *
 * @param last what belongs to the same transaction
 */
export async function copyDatabase(
  from: Database,
  to: Database,
  progress: Progress,
  last: (transaction: Transaction<Schema>) => Promise<void>,
): Promise<void> {
  const tables = await databaseTables(from);
  const counts = await Promise.all(tables.map((table) => count(from.db, table)));
  const show = progress.begin(
    'Database',
    'rows',
    counts.reduce((sum, each) => sum + each, 0),
  );
  let done = 0;
  await to.db.transaction().execute(async (transaction) => {
    // Setting up references again reads everything; a limit for questions of people does not fit.
    await sql`SET LOCAL statement_timeout = 0`.execute(transaction);
    const references = await dropReferences(transaction);
    const names = sql.join(tables.map(({ name }) => sql.table(name)));
    await sql`TRUNCATE ${names}`.execute(transaction);
    for (const table of tables) {
      await sql`ALTER TABLE ${sql.table(table.name)} DISABLE TRIGGER USER`.execute(transaction);
      for await (const rows of rowsOf(from, table)) {
        await insert(transaction, table, rows);
        done += rows.length;
        show(done);
      }
      await sql`ALTER TABLE ${sql.table(table.name)} ENABLE TRIGGER USER`.execute(transaction);
    }
    for (const reference of references) await sql.raw(reference).execute(transaction);
    await copySequences(from.db, transaction);
    await last(transaction);
  });
}

async function count(db: Kysely<Schema>, { name }: DatabaseTable): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(name)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Rows as JSON, which keeps what a Date or a number of JavaScript would round. */
async function* rowsOf({ db }: Database, { name }: DatabaseTable): AsyncGenerator<string[]> {
  for (let after = '(0,0)'; ; ) {
    const { rows } = await sql<{ place: string; row: string }>`
      SELECT ctid::text AS place, to_jsonb(t)::text AS row FROM ${sql.table(name)} AS t
      WHERE ctid > ${after}::tid ORDER BY ctid LIMIT ${ROWS_AT_ONCE}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ row }) => row);
    after = last.place;
  }
}

async function insert(db: Kysely<Schema>, { name, columns }: DatabaseTable, rows: string[]): Promise<void> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`
    INSERT INTO ${sql.table(name)} (${list})
    SELECT ${list} FROM jsonb_populate_recordset(NULL::${sql.table(name)}, ${`[${rows.join()}]`}::jsonb)`.execute(
    db,
  );
}

/** @returns statements that bring them back */
async function dropReferences(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ gone: string; back: string }>`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS gone,
      format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
    ORDER BY conname`.execute(db);
  for (const { gone } of rows) await sql.raw(gone).execute(db);
  return rows.map(({ back }) => back);
}

/** Numbers go on after those that were given. */
async function copySequences(from: Kysely<Schema>, to: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    SELECT sequencename::text AS name FROM pg_sequences WHERE schemaname = 'public'`.execute(from);
  for (const { name } of rows) {
    const state = await sql<{ last_value: number; is_called: boolean }>`
      SELECT last_value, is_called FROM ${sql.table(name)}`.execute(from);
    const [at] = state.rows;
    if (at) await sql`SELECT setval(${name}::regclass, ${at.last_value}, ${at.is_called})`.execute(to);
  }
}
