import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { TOLD_ROLES } from '../../alerts/told-roles.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import type { Me, NewPerson, Person, Role } from '../contract.ts';
import { ProblemError } from '../problem.ts';
import { type Auth, TENANT } from './auth.ts';
import { leaveSales } from './leave-sales.ts';

/** Whether somebody can sign in. An account without a role can not. */
export async function anybody({ db }: Database): Promise<boolean> {
  return (await db.selectFrom('member').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** People with an account and their one role. */
export class People {
  readonly #database: Database;
  readonly #auth: Auth;
  #adding: Promise<unknown> = Promise.resolve();

  constructor(database: Database, auth: Auth) {
    this.#database = database;
    this.#auth = auth;
  }

  async any(): Promise<boolean> {
    return anybody(this.#database);
  }

  async list(): Promise<Person[]> {
    const rows = await this.#rows().orderBy('user.createdAt').orderBy('user.id').execute();
    return rows.map(toPerson);
  }

  /** Null for somebody without a role: who has none may do nothing. */
  async find(id: string): Promise<Me | null> {
    const row = await this.#rows().where('user.id', '=', id).executeTakeFirst();
    return row ? { id: row.id, name: row.name, email: row.email, role: row.role as Role } : null;
  }

  /** One after the other. @throws ProblemError 409 when the e-mail address has an account */
  add(person: NewPerson): Promise<Person> {
    const added = this.#adding.then(() => this.#add(person));
    this.#adding = added.catch(() => undefined);
    return added;
  }

  async #add({ name, email, password, role }: NewPerson): Promise<Person> {
    const address = email.toLowerCase();
    const { db } = this.#database;
    await this.#forgetHalfMade(address);
    const known = await db.selectFrom('user').select('id').where('email', '=', address).executeTakeFirst();
    if (known) throw new ProblemError(409, 'email_taken', 'There is an account with this e-mail address.');
    const { user } = await this.#auth.api.signUpEmail({ body: { name, email: address, password } });
    const created = await db
      .selectFrom('user')
      .select('id')
      .where('email', '=', address)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('member')
      .values({
        id: randomUUID(),
        organizationId: await this.#tenant(user.name),
        userId: created.id,
        role,
        createdAt: new Date(),
      })
      .execute();
    return toPerson(await this.#rows().where('user.id', '=', created.id).executeTakeFirstOrThrow());
  }

  /** @throws ProblemError 404, or 409 when nobody would be owner any more */
  async changeRole(id: string, role: Role): Promise<Person> {
    await this.#keepingAnOwner(id, role, async (transaction) => {
      await transaction.updateTable('member').set({ role }).where('userId', '=', id).execute();
      if (!TOLD_ROLES.includes(role)) await leaveSales(transaction, id);
    });
    return toPerson(await this.#rows().where('user.id', '=', id).executeTakeFirstOrThrow());
  }

  /** Ends sessions and keys of the person too. @throws ProblemError 404, or 409 for the last owner */
  async remove(id: string): Promise<void> {
    await this.#keepingAnOwner(id, null, (transaction) =>
      transaction.deleteFrom('user').where('id', '=', id).execute(),
    );
  }

  /**
   * Changes a member while nobody else does: of two owners who make each other something else at the same
   * moment, one stays owner.
   */
  async #keepingAnOwner(
    id: string,
    next: Role | null,
    change: (transaction: Transaction<Schema>) => Promise<unknown>,
  ): Promise<void> {
    await this.#database.db.transaction().execute(async (transaction) => {
      const members = await transaction.selectFrom('member').select(['userId', 'role']).forUpdate().execute();
      const member = members.find(({ userId }) => userId === id);
      if (!member) throw new ProblemError(404, 'person_not_found', 'There is no such person.');
      const others = members.some(({ userId, role }) => role === 'owner' && userId !== id);
      if (member.role === 'owner' && next !== 'owner' && !others) {
        throw new ProblemError(
          409,
          'last_owner',
          'Somebody must stay owner. Make another person owner first.',
        );
      }
      await change(transaction);
    });
  }

  /** An account whose making was cut short has no role: it may do nothing, and must not stand in the way. */
  async #forgetHalfMade(address: string): Promise<void> {
    await this.#database.db
      .deleteFrom('user')
      .where('email', '=', address)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('member').select('member.id').whereRef('member.userId', '=', 'user.id'))),
      )
      .execute();
  }

  #rows() {
    return this.#database.db
      .selectFrom('user')
      .innerJoin('member', 'member.userId', 'user.id')
      .select(['user.id', 'user.name', 'user.email', 'user.createdAt', 'member.role']);
  }

  async #tenant(name: string): Promise<string> {
    const { db } = this.#database;
    const known = await db
      .selectFrom('organization')
      .select('id')
      .where('slug', '=', TENANT)
      .executeTakeFirst();
    if (known) return known.id;
    const id = randomUUID();
    await db.insertInto('organization').values({ id, name, slug: TENANT, createdAt: new Date() }).execute();
    return id;
  }
}

function toPerson(row: { id: string; name: string; email: string; role: string; createdAt: Date }): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    createdAt: row.createdAt.toISOString(),
  };
}
