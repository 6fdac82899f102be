import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import type { Account, AccountChange, NewAccount } from '../contract-accounts.ts';
import type { KnownOrganization } from '../contract-corrections.ts';
import { ProblemError } from '../problem.ts';
import { FieldError, readDomain, readName } from './account-fields.ts';
import { colleagues, findAccount } from './account-rows.ts';
import type { AccountValues } from './plan-import.ts';
import { sameAccount } from './same-account.ts';

export interface Made {
  /** Name of whoever makes it. */
  by: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/**
 * One change of the list at a time, so that two people who add the same company make one account. Readers go on.
 */
export async function holdAccounts(transaction: Transaction<Schema>): Promise<void> {
  await sql`LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE`.execute(transaction);
}

/**
 * @param seen the organization that it is about, if it names one
 * @throws ProblemError 400 for what can not be used, 409 when the company is in the list
 */
export function addAccount(
  { db }: Database,
  account: NewAccount,
  seen: KnownOrganization | null,
  { by, at }: Made,
): Promise<Account> {
  const domain = read(() => (account.domain ? readDomain(account.domain) : (seen?.domain ?? '') || null));
  const values: AccountValues = {
    organization: seen?.id ?? null,
    domain,
    name: read(() => readName(account.name ?? seen?.name ?? domain ?? '')),
    country: account.country ?? seen?.country ?? '',
    relation: account.relation ?? null,
    watched: account.watched ?? false,
    owner: account.owner ?? null,
  };
  return db.transaction().execute(async (transaction) => {
    await holdAccounts(transaction);
    await check(transaction, values, null);
    const { id } = await transaction
      .insertInto('accounts')
      .values({ ...columnsOf(values), created_by: by, created_at: new Date(at), updated_at: new Date(at) })
      .returning('id')
      .executeTakeFirstOrThrow();
    return findAccount(transaction, id);
  });
}

/** @throws ProblemError 400, 404, 409 */
export function changeAccount(
  { db }: Database,
  id: number,
  change: AccountChange,
  at: number,
): Promise<Account> {
  return db.transaction().execute(async (transaction) => {
    await holdAccounts(transaction);
    const before = await findAccount(transaction, id);
    const { domain } = change;
    const values: AccountValues = {
      organization: before.organization,
      domain: domain === undefined ? before.domain : read(() => (domain ? readDomain(domain) : null)),
      name: change.name === undefined ? before.name : read(() => readName(change.name ?? '')),
      country: change.country ?? before.country,
      relation: change.relation === undefined ? before.relation : change.relation,
      watched: change.watched ?? before.watched,
      owner: change.owner === undefined ? (before.owner?.id ?? null) : change.owner,
    };
    await check(transaction, values, before);
    await transaction
      .updateTable('accounts')
      .set({ ...columnsOf(values), updated_at: new Date(at) })
      .where('id', '=', id)
      .execute();
    return findAccount(transaction, id);
  });
}

/** @returns the account as it was, so that it can be added again. @throws ProblemError 404 */
export function removeAccount({ db }: Database, id: number): Promise<Account> {
  return db.transaction().execute(async (transaction) => {
    await holdAccounts(transaction);
    const account = await findAccount(transaction, id);
    await transaction.deleteFrom('accounts').where('id', '=', id).execute();
    return account;
  });
}

const columnsOf = ({ organization, owner, ...rest }: AccountValues) => ({
  ...rest,
  organization_id: organization,
  owner_id: owner,
});

/** An owner who stays may have changed their role since; a new one must be somebody who can be told. */
async function check(db: Kysely<Schema>, values: AccountValues, before: Account | null): Promise<void> {
  if (values.name === '') {
    throw fieldProblem(new FieldError('name', 'An account needs a name or a domain.'));
  }
  if (values.owner !== null && values.owner !== before?.owner?.id) {
    const there = await colleagues(db);
    if (!there.some(({ id }) => id === values.owner)) {
      throw fieldProblem(new FieldError('owner', 'This person does not work in sales here.'));
    }
  }
  const same = await sameAccount(db, values, before?.id ?? null);
  if (same !== null) {
    throw new ProblemError(409, 'account_exists', `${same} is in the list.`, 'Change that account instead.');
  }
}

function read<T>(part: () => T): T {
  try {
    return part();
  } catch (error) {
    if (error instanceof FieldError) throw fieldProblem(error);
    throw error;
  }
}

const fieldProblem = ({ field, message }: FieldError): ProblemError =>
  new ProblemError(400, 'invalid_fields', 'Some fields are wrong.', message, {
    errors: [{ field, message }],
  });
