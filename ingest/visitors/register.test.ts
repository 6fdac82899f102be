import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../infra/database/database.ts';
import { NO_SIGNALS } from '../../policy/signals/signals.ts';
import { DAY, startOfDay } from '../../policy/time.ts';
import { openMigratedDatabase } from '../../tests/support/prepared-database.ts';
import { openRegister } from './register.ts';
import { SuppressionList } from './suppression-list.ts';
import type { NewConsent, VisitorRegister } from './visitors.ts';

let database: Database;
let site: number;
let time = Date.now();
const open: VisitorRegister[] = [];

beforeAll(async () => {
  database = await openMigratedDatabase();
  site = (
    await database.db
      .insertInto('sites')
      .values({ key: 'cp', name: 'Site', domains: '[]', demo: false })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;
});

afterAll(async () => {
  for (const register of open) await register.close();
  await database.close();
});

async function another(keys = { receipts: 'r', suppressions: 's' }): Promise<VisitorRegister> {
  const register = await openRegister({
    database,
    keys,
    now: () => time,
    onError: (error) => {
      throw error;
    },
  });
  open.push(register);
  return register;
}

const consent = (): NewConsent => ({
  site,
  siteKey: 'cp',
  controller: { name: 'Example Ltd', contact: 'privacy@example.com', officer: 'A. Officer' },
  policyVersion: 3,
  noticeHash: 'a'.repeat(64),
  granted: ['measure', 'recognise_visitor'],
  refused: ['alert_sales'],
  method: 'banner',
  language: 'en-GB',
  screen: 'first',
  signals: NO_SIGNALS,
  strings: { gpp: null, tcf: null },
  visitor: '0123456789abcdef',
  givenAt: time,
  expiresAt: time + 100 * DAY,
});

const visitor = (change: { number?: string | null; pseudonym?: string; site?: number } = {}) => ({
  site,
  number: 'f'.repeat(32),
  pseudonym: 'pseudonym-of-today',
  ...change,
});

test('a receipt proves what its record says, in every process, and in none with another key', async () => {
  const [here, there] = [await another(), await another()];
  const { receipt, id } = await here.give(consent());
  for (const register of [here, there]) {
    expect(register.proofOf(receipt)).toMatchObject({
      site,
      purposes: ['measure', 'recognise_visitor'],
      asked: ['measure', 'alert_sales', 'recognise_visitor'],
      noticeHash: 'a'.repeat(64),
      givenAt: time,
      expiresAt: time + 100 * DAY,
      withdrawn: false,
    });
  }
  expect((await another({ receipts: 'x', suppressions: 's' })).proofOf(receipt)).toBeNull();
  const { record } = await database.db
    .selectFrom('consent_receipts')
    .select('record')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(record).toMatchObject({
    header: { schema_version: 'ISO/IEC TS 27560:2023', record_id: id },
    processing: {
      legal_basis: 'eu-gdpr:A6-1-a',
      purposes: [
        { purpose: 'measure', site: 'cp' },
        { purpose: 'recognise_visitor', site: 'cp' },
      ],
      privacy_notice: { hash: 'a'.repeat(64), language: 'en-GB' },
      policy_version: 3,
    },
    parties: [{ name: 'Example Ltd' }, { id: '0123456789abcdef' }],
    events: [{ event_state: 'dpv:ConsentGiven', method: 'banner', screen: 'first' }],
  });
});

// A machine may stand still for a second, but not three times.
test('a withdrawal is known here at once and elsewhere within a second', { retry: 2 }, async () => {
  const [here, there] = [await another(), await another()];
  const { receipt, id } = await here.give(consent());
  await here.withdraw(site + 1, receipt);
  await here.withdraw(site, `${receipt}x`);
  expect(here.proofOf(receipt)?.withdrawn).toBe(false);

  const withdrawing = here.withdraw(site, receipt);
  expect(here.proofOf(receipt)?.withdrawn).toBe(true);
  await withdrawing;
  await expect.poll(() => there.proofOf(receipt)?.withdrawn, { timeout: 1000 }).toBe(true);

  const events = async () =>
    (
      await sql<{
        events: object[];
      }>`SELECT record -> 'events' AS events FROM consent_receipts WHERE id = ${id}`.execute(database.db)
    ).rows[0]?.events;
  expect(await events()).toHaveLength(2);
  await there.withdraw(site, receipt);
  expect(await events()).toMatchObject([
    { event_state: 'dpv:ConsentGiven' },
    { event_state: 'dpv:ConsentWithdrawn' },
  ]);
  expect((await another()).proofOf(receipt)?.withdrawn).toBe(true);
  // The page may ask again: a new receipt is another consent.
  expect(here.proofOf((await here.give(consent())).receipt)?.withdrawn).toBe(false);
});

test('an objection holds by number and by pseudonym, everywhere and after a restart, on its site alone', async () => {
  const [here, there] = [await another(), await another()];
  const byNumber = visitor({ pseudonym: '' });
  const byPseudonym = visitor({ number: null });
  expect(here.isSuppressed(byNumber) || here.isSuppressed(byPseudonym)).toBe(false);
  const objecting = here.object(visitor());
  expect(here.isSuppressed(byNumber) && here.isSuppressed(byPseudonym)).toBe(true);
  await objecting;
  // Twice is once.
  await here.object(visitor());
  await expect
    .poll(() => there.isSuppressed(byNumber) && there.isSuppressed(byPseudonym), { timeout: 1000 })
    .toBe(true);
  const restarted = await another();
  expect(restarted.isSuppressed(byNumber) && restarted.isSuppressed(byPseudonym)).toBe(true);
  for (const other of [
    visitor({ site: site + 1 }),
    visitor({ number: '0'.repeat(32), pseudonym: '' }),
    visitor({ number: null, pseudonym: '' }),
    // Kinds are kept apart: a pseudonym that is somebody's number is somebody else.
    visitor({ number: null, pseudonym: 'f'.repeat(32) }),
    visitor({ number: 'pseudonym-of-today', pseudonym: '' }),
  ]) {
    expect(restarted.isSuppressed(other)).toBe(false);
  }
  const { rows } = await sql<{ entry: string }>`SELECT entry FROM suppressions`.execute(database.db);
  expect(rows.map(({ entry }) => entry)).toEqual([
    expect.stringMatching(/^v1\.[\w-]{43}$/),
    expect.stringMatching(/^v1\.[\w-]{43}$/),
  ]);
});

test('what is past its time is gone; a number stays', async () => {
  const register = await another();
  await register.object(visitor());
  const { receipt } = await register.give(consent());
  await register.withdraw(site, receipt);
  const count = async () => {
    const { rows } = await sql<{ suppressed: number; consents: number }>`
      SELECT (SELECT count(*) FROM suppressions) AS suppressed,
        (SELECT count(*) FROM consent_receipts) AS consents`.execute(database.db);
    return rows[0];
  };
  const before = await count();
  const real = time;
  time = startOfDay(real) + 2 * DAY;
  expect(register.isSuppressed(visitor({ number: null }))).toBe(false);
  expect(register.isSuppressed(visitor())).toBe(true);
  await register.expire();
  expect(await count()).toEqual({ suppressed: 1, consents: before?.consents });
  // A record outlives its consent by as long as what it allowed to keep.
  time = real + 250 * DAY;
  await register.expire();
  expect(await count()).toEqual({ suppressed: 1, consents: before?.consents });
  time = real + 284 * DAY;
  await register.expire();
  expect(await count()).toEqual({ suppressed: 1, consents: 0 });
  time = real;
});

test('a row that was committed late is not missed', async () => {
  const register = await another();
  await register.object(visitor({ number: null, pseudonym: 'newer' }));
  await expect.poll(() => register.isSuppressed(visitor({ number: null, pseudonym: 'newer' }))).toBe(true);
  const late = visitor({ number: 'e'.repeat(32), pseudonym: '' });
  const [line] = new SuppressionList('s').entriesFor(late, time);
  await sql`INSERT INTO suppressions (site_id, entry, created_at)
    VALUES (${site}, ${line?.entry}, now() - interval '5 seconds')`.execute(database.db);
  await expect.poll(() => register.isSuppressed(late), { timeout: 1500 }).toBe(true);
});
