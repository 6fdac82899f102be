import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../infra/database/database.ts';
import { anybody } from './people.ts';

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Makes the token of the first-run link, and earlier ones worthless.
 *
 * @returns null when there is an account already
 */
export async function issueFirstRunToken(database: Database): Promise<string | null> {
  const { db } = database;
  if (await anybody(database)) return null;
  const token = randomBytes(24).toString('base64url');
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('setup_tokens').execute();
    await transaction
      .insertInto('setup_tokens')
      .values({ hash: hashOf(token) })
      .execute();
  });
  return token;
}

/**
 * Takes the token of the first-run link out of use: of two who follow the link at the same moment, one gets in.
 *
 * @returns a function that puts it back, for when no account came of it; null when the token is not valid
 */
export async function takeFirstRunToken(
  { db }: Database,
  token: string,
): Promise<(() => Promise<void>) | null> {
  const hash = hashOf(token);
  const taken = await db
    .deleteFrom('setup_tokens')
    .where('hash', '=', hash)
    .returning('hash')
    .executeTakeFirst();
  if (!taken) return null;
  return async () => {
    await db.insertInto('setup_tokens').values({ hash }).execute();
  };
}
