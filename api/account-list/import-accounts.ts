import { type Kysely, sql, type Transaction } from 'kysely';
import { accountsWithOwners } from '../../infra/database/accounts-owners.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import type { Imported, ImportPreview, PlannedAccount } from '../contract-accounts.ts';
import { ProblemError } from '../problem.ts';
import { colleagues } from './account-rows.ts';
import { holdAccounts, type Made } from './change-accounts.ts';
import { type ImportPlan, type PlannedLine, planImport } from './plan-import.ts';
import { type CsvRecord, readCsv } from './read-csv.ts';
import { countSeen } from './seen-accounts.ts';

/** Lines of each kind that a preview shows. */
const SAMPLE = 20;
const MOST_REFUSED = 200;
/** Rows of a statement; a larger one takes memory and is no faster. */
const CHUNK = 5_000;

/** What a file would do. @throws ProblemError 400 when it can not be read */
export async function previewImport(
  { database, warehouse }: { database: Database; warehouse: Warehouse },
  csv: string,
): Promise<ImportPreview> {
  const { records, ignored } = readCsv(csv);
  const { plan, names } = await planOf(database.db, records);
  const toPlanned = ({
    line,
    name,
    domain,
    country,
    relation,
    watched,
    owner,
  }: PlannedLine): PlannedAccount => ({
    line,
    name,
    domain,
    country,
    relation,
    watched,
    owner: owner === null ? null : (names.get(owner) ?? ''),
  });
  return {
    added: plan.added.length,
    changed: plan.changed.length,
    unchanged: plan.unchanged.length,
    refusedCount: plan.refused.length,
    refused: plan.refused.slice(0, MOST_REFUSED),
    seen: await countSeen(warehouse, [...plan.added, ...plan.changed, ...plan.unchanged]),
    ignoredColumns: ignored,
    sample: {
      added: plan.added.slice(0, SAMPLE).map(toPlanned),
      changed: plan.changed.slice(0, SAMPLE).map(toPlanned),
    },
  };
}

/**
 * Carries a file out, all or nothing.
 *
 * @param leaveOut whether lines that are refused may be left out; else one of them refuses the file
 * @throws ProblemError 400 when it can not be read, 422 when lines are refused
 */
export function importAccounts(
  { db }: Database,
  csv: string,
  { leaveOut, by, at }: Made & { leaveOut: boolean },
): Promise<Imported> {
  const { records } = readCsv(csv);
  return db.transaction().execute(async (transaction) => {
    await holdAccounts(transaction);
    const { plan } = await planOf(transaction, records);
    const [refused] = plan.refused;
    if (refused && !leaveOut) {
      throw new ProblemError(
        422,
        'lines_refused',
        'Some lines can not be used; nothing was imported.',
        `Line ${refused.line}: ${refused.reason}`,
      );
    }
    for (const rows of chunks(plan.added)) await insertRows(transaction, rows, { by, at });
    for (const rows of chunks(plan.changed)) await updateRows(transaction, rows, at);
    return {
      added: plan.added.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged.length,
      leftOut: plan.refused.length,
    };
  });
}

async function planOf(
  db: Kysely<Schema>,
  records: readonly CsvRecord[],
): Promise<{ plan: ImportPlan; names: Map<string, string> }> {
  const [there, known] = [await colleagues(db), await accountsWithOwners(db)];
  const owners = new Map(there.map(({ email, id }) => [email.toLowerCase(), id]));
  return {
    plan: planImport(records, known, owners),
    names: new Map(there.map(({ id, name }) => [id, name])),
  };
}

async function insertRows(
  transaction: Transaction<Schema>,
  rows: readonly PlannedLine[],
  { by, at }: Made,
): Promise<void> {
  await sql`
    INSERT INTO accounts (domain, name, country, relation, watched, owner_id, created_by, created_at, updated_at)
    SELECT domain, name, country, relation, watched, owner, ${by}, ${new Date(at)}, ${new Date(at)}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS rows
        (line integer, domain text, name text, country text, relation text, watched boolean, owner text)
     ORDER BY line`.execute(transaction);
}

async function updateRows(
  transaction: Transaction<Schema>,
  rows: ImportPlan['changed'],
  at: number,
): Promise<void> {
  await sql`
    UPDATE accounts
       SET domain = rows.domain, name = rows.name, country = rows.country, relation = rows.relation,
           watched = rows.watched, owner_id = rows.owner, updated_at = ${new Date(at)}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS rows
        (id bigint, domain text, name text, country text, relation text, watched boolean, owner text)
     WHERE accounts.id = rows.id`.execute(transaction);
}

function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += CHUNK) yield rows.slice(start, start + CHUNK);
}
