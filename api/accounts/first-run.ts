import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '../../infra/database/database.ts';

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Makes the token of the first-run link, and earlier ones worthless.
 *
 * @returns null when there is an account already
 */
export async function issueFirstRunToken({ db }: Database): Promise<string | null> {
  if (await db.selectFrom('user').select('id').limit(1).executeTakeFirst()) return null;
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

export async function isFirstRunToken({ db }: Database, token: string): Promise<boolean> {
  const rows = await db.selectFrom('setup_tokens').select('hash').execute();
  const given = Buffer.from(hashOf(token));
  return rows.some(({ hash }) => hash.length === given.length && timingSafeEqual(Buffer.from(hash), given));
}

export async function forgetFirstRunTokens({ db }: Database): Promise<void> {
  await db.deleteFrom('setup_tokens').execute();
}
