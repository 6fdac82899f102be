import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import type { Account, AccountPage, Colleague } from '../contract-accounts.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { ProblemError } from '../problem.ts';

export interface AccountFilters {
  /** A part of the name or domain. */
  q?: string | undefined;
  relation?: 'prospect' | 'client' | 'none' | undefined;
  /** Id of a person; "none" for accounts that nobody owns. */
  owner?: string | undefined;
  watched?: boolean | undefined;
}

function accountRows(db: Kysely<Schema>) {
  return db
    .selectFrom('accounts')
    .leftJoin('user', 'user.id', 'accounts.owner_id')
    .select([
      'accounts.id',
      'accounts.organization_id',
      'accounts.domain',
      'accounts.name',
      'accounts.country',
      'accounts.relation',
      'accounts.watched',
      'accounts.owner_id',
      'user.name as owner_name',
      'accounts.created_by',
      'accounts.created_at',
    ]);
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof accountRows>['executeTakeFirstOrThrow']>>;

const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  organization: row.organization_id,
  domain: row.domain,
  name: row.name,
  country: row.country,
  relation: row.relation,
  watched: row.watched,
  owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
});

/** Accounts that match, the newest first. */
export async function listAccounts(
  { db }: Pick<Database, 'db'>,
  filters: AccountFilters,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<AccountPage> {
  const where = conditionOf(filters);
  let rows = accountRows(db)
    .where(where)
    .orderBy('accounts.id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) {
    rows = rows.where('accounts.id', '<', Number(readCursor(cursor, [Number.MAX_SAFE_INTEGER])[0]));
  }
  const found = await rows.execute();
  const { total } = await db
    .selectFrom('accounts')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  const page = found.slice(0, limit);
  const end = page.at(-1);
  return {
    items: page.map(toAccount),
    total: Number(total),
    nextCursor: found.length > page.length && end ? writeCursor([end.id]) : null,
  };
}

/** What is not asked for holds for every account. */
function conditionOf({ q, relation, owner, watched }: AccountFilters): Expression<SqlBool> {
  const text = q?.trim().toLowerCase() ?? '';
  const relates = relation === 'none' ? sql`accounts.relation IS NULL` : sql`accounts.relation = ${relation}`;
  const owns = owner === 'none' ? sql`accounts.owner_id IS NULL` : sql`accounts.owner_id = ${owner}`;
  const parts = [
    ...(text === ''
      ? []
      : [sql`strpos(lower(accounts.name || ' ' || coalesce(accounts.domain, '')), ${text}) > 0`]),
    ...(relation === undefined ? [] : [relates]),
    ...(owner === undefined ? [] : [owns]),
    ...(watched === undefined ? [] : [sql`accounts.watched = ${watched}`]),
  ];
  return parts.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(parts, sql` AND `)}`;
}

/** @throws ProblemError 404 */
export async function findAccount(db: Kysely<Schema>, id: number): Promise<Account> {
  const row = await accountRows(db).where('accounts.id', '=', id).executeTakeFirst();
  if (!row) throw new ProblemError(404, 'account_not_found', 'There is no such account.');
  return toAccount(row);
}

/** Who may own accounts and be told of alerts, by name, with the addresses that they sign in with. */
export async function colleagues(db: Kysely<Schema>): Promise<(Colleague & { email: string })[]> {
  return db
    .selectFrom('user')
    .innerJoin('member', 'member.userId', 'user.id')
    .select(['user.id', 'user.name', 'user.email'])
    .where('member.role', 'in', ['owner', 'sales'])
    .orderBy(sql`lower("user".name)`)
    .orderBy('user.id')
    .execute();
}
