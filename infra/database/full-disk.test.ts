import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Disk, mountDisk, noDisk } from '../../tests/faults/disk.ts';
import { isNoRoom } from '../troubles/no-room.ts';
import type { Database } from './database.ts';
import { openEmbeddedDatabase } from './embedded.ts';

const missing = noDisk();
if (missing !== null) console.warn(`\nNOT TESTED: a full disk of the database. ${missing}\n`);

const DISK_MB = 200;
/** Bytes of the write-ahead log that one statement writes, and how many are more than a segment. */
const PIECE = 1_000_000;
const PIECES = 20;

describe.skipIf(missing !== null)('a full disk of the embedded database', () => {
  let directory: string;
  let disk: Disk;
  let database: Database;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clearpane-database-'));
    disk = mountDisk(join(directory, 'data'), DISK_MB);
    database = await openEmbeddedDatabase({ path: join(directory, 'data') });
    await sql`CREATE TABLE kept (id integer PRIMARY KEY)`.execute(database.db);
    await keep(database, 1);
  }, 120_000);
  afterEach(async () => {
    await database?.close();
    disk?.remove();
    await rm(directory, { recursive: true });
  }, 120_000);

  const keep = ({ db }: Pick<Database, 'db'>, id: number) => sql`INSERT INTO kept VALUES (${id})`.execute(db);
  const kept = async (): Promise<number[]> =>
    (await sql<{ id: number }>`SELECT id FROM kept ORDER BY id`.execute(database.db)).rows.map(
      ({ id }) => id,
    );
  const refusal = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => error,
    );

  test('statements read, refuse to write and leave nothing half; with room they write again', async () => {
    disk.fill();
    for (let id = 10; id < 30; id += 1) expect(isNoRoom(await refusal(keep(database, id)))).toBe(true);
    const two = database.db.transaction().execute(async (db) => {
      await keep({ db }, 30);
      await keep({ db }, 31);
    });
    expect(isNoRoom(await refusal(two))).toBe(true);
    expect(await kept()).toEqual([1]);
    disk.makeRoom();
    await keep(database, 2);
    expect(await kept()).toEqual([1, 2]);
  }, 120_000);

  test('one that it stops in the middle says so, and answers again as soon as there is room', async () => {
    const heard: string[] = [];
    await database.listen('alerts', (payload) => heard.push(payload));
    const stop = database.db.connection().execute(async (db) => {
      // The disk fills behind the look at it.
      await keep({ db }, 2);
      disk.fill();
      for (let piece = 0; piece < PIECES; piece += 1)
        await sql`SELECT pg_logical_emit_message(true, 'x', repeat('x', ${PIECE}::int))`.execute(db);
    });
    expect(await refusal(stop)).toMatchObject({ severity: 'PANIC', code: '53100' });
    expect(isNoRoom(await refusal(kept()))).toBe(true);

    disk.makeRoom();
    expect(await kept()).toEqual([1, 2]);
    await keep(database, 3);
    await sql`SELECT pg_notify('alerts', 'again')`.execute(database.db);
    await expect.poll(() => heard).toEqual(['again']);
  }, 120_000);
});
