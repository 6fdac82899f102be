import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import type { SaltStore } from './store.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Sealer {
  seal(day: string, salt: Buffer): string;
  /** @throws Error when another secret sealed it */
  open(day: string, text: string): Buffer;
}

function sealer(secret: string): Sealer {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'clearpane daily salts', 32)));
  return {
    seal: (day, salt) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(day));
      const sealed = Buffer.concat([cipher.update(salt), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open: (day, text) => {
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(day))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    },
  };
}

/**
 * Salts in the database, for processes on several machines. Each is sealed (AES-256-GCM) with a key that lies with the
 * processes and never in the database, so the database alone says nothing; and each is random, so that with its row it is
 * gone for good, whoever keeps the key.
 *
 * @param secret what all processes share, and no database holds
 */
export function sealedSalts({ db }: Pick<Database, 'db'>, secret: string): SaltStore {
  const { seal, open } = sealer(secret);
  return {
    keep: async (days) => {
      const gone = await db.deleteFrom('daily_salts').where('day', 'not in', days).executeTakeFirst();
      // A row that was deleted still lies in its page until the page is cleaned.
      if (gone.numDeletedRows > 0n) await sql`VACUUM daily_salts`.execute(db);
      await db
        .insertInto('daily_salts')
        .values(days.map((day) => ({ day, sealed: seal(day, randomBytes(32)) })))
        .onConflict((conflict) => conflict.column('day').doNothing())
        .execute();
      const rows = await db
        .selectFrom('daily_salts')
        .select([sql<string>`to_char(day, 'YYYY-MM-DD')`.as('day'), 'sealed'])
        .execute();
      return new Map(rows.map(({ day, sealed }) => [day, open(day, sealed)]));
    },
  };
}

/** Takes over salts that were files, in place of those that are there: visits of today stay told apart as they were. */
export async function carrySalts(
  { db }: Pick<Database, 'db'>,
  secret: string,
  salts: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const { seal } = sealer(secret);
  await db.deleteFrom('daily_salts').execute();
  if (salts.size === 0) return;
  const rows = [...salts].map(([day, salt]) => ({ day, sealed: seal(day, salt) }));
  await db.insertInto('daily_salts').values(rows).execute();
}
