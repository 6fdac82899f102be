import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../infra/database/database.ts';
import { migrateDatabase } from '../../infra/database/migrate.ts';
import { openServerDatabase } from '../../infra/database/server.ts';
import { DAY } from '../../policy/time.ts';
import { freshDatabase } from '../../tests/support/engines.ts';
import { openMigratedDatabase } from '../../tests/support/prepared-database.ts';
import { SIDES } from '../../tests/support/sides.ts';
import { pseudonymsFrom } from '../pseudonyms.ts';
import { saltFiles } from './files.ts';
import { sealedSalts } from './sealed.ts';
import type { SaltStore } from './store.ts';

const NOON = Date.UTC(2026, 10, 25, 12);
const visit = { site: 1, address: '192.0.2.1', agent: 'Firefox', time: NOON };

for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`salts on the ${side} side`, () => {
    let directory: string;
    let database: Database;
    let open: () => SaltStore;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'clearpane-salts-'));
      database =
        side === 'embedded'
          ? await openMigratedDatabase()
          : await openServerDatabase({ url: await freshDatabase(), pool: 4, onError: () => undefined });
      await migrateDatabase(database);
      open = () =>
        side === 'embedded' ? saltFiles(directory) : sealedSalts(database, 'a secret of all processes');
    });
    afterAll(async () => {
      await database.close();
      await rm(directory, { recursive: true });
    });

    const kept = async (): Promise<number> =>
      side === 'embedded'
        ? (await readdir(directory)).length
        : (await database.db.selectFrom('daily_salts').select('day').execute()).length;

    test('processes that start together tell visits apart alike', async () => {
      const all = await Promise.all(Array.from({ length: 6 }, () => pseudonymsFrom(open(), NOON)));
      const names = new Set(all.map((each) => each.visit(visit)));
      expect(names.size).toBe(1);
      expect(names).not.toContain('');
      expect(await kept()).toBe(3);
    });

    test('a day later than late, the salt is destroyed everywhere, and no other makes the same name', async () => {
      const [one, other] = await Promise.all([pseudonymsFrom(open(), NOON), pseudonymsFrom(open(), NOON)]);
      const name = one.visit(visit);
      await one.rotate(NOON + 2 * DAY);
      await other.rotate(NOON + 2 * DAY);
      expect([one.visit(visit), other.visit(visit)]).toEqual(['', '']);
      expect(await kept()).toBe(3);
      // A clock that goes back makes a new salt, never the old one.
      await one.rotate(NOON);
      expect(one.visit(visit)).not.toBe(name);
    });
  });
}

test('what the database holds opens with the secret only', async () => {
  const database = await openMigratedDatabase();
  const salts = await sealedSalts(database, 'one').keep(['2026-11-25']);
  const text = JSON.stringify(await database.db.selectFrom('daily_salts').selectAll().execute());
  const salt = salts.get('2026-11-25') as Buffer;
  for (const form of ['hex', 'base64', 'base64url'] as const) expect(text).not.toContain(salt.toString(form));
  await expect(sealedSalts(database, 'another').keep(['2026-11-25'])).rejects.toThrow();
  await database.close();
});
