import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Certificates, makeCertificates } from '../../tests/support/certificates.ts';
import { runToEnd } from '../../tests/support/product.ts';
import { SIDES } from '../../tests/support/sides.ts';
import type { Engine } from '../engines/engine.ts';
import { freePorts } from '../engines/free-ports.ts';
import { postgresEngine } from '../engines/postgres.ts';
import { migrateDatabase } from './migrate.ts';
import { openServerDatabase } from './server.ts';

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);

describe.skipIf(skipped)('a PostgreSQL that asks for a password, over TLS', () => {
  let directory: string;
  let engine: Engine;
  let known: Certificates;
  let stranger: Certificates;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clearpane-secure-'));
    known = makeCertificates(directory, 'known');
    stranger = makeCertificates(directory, 'stranger');
    const [port = 0] = await freePorts(1);
    engine = postgresEngine({ directory: join(directory, 'postgres'), port, tls: known });
    await engine.start();
    const administrator = await openServerDatabase({
      url: engine.address,
      pool: 2,
      onError: () => undefined,
    });
    await sql`CREATE USER shop PASSWORD 'right'`.execute(administrator.db);
    await sql`CREATE DATABASE shop OWNER shop`.execute(administrator.db);
    await administrator.close();
  });
  afterAll(async () => {
    await engine?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const address = (
    parameters: Record<string, string>,
    { password = 'right', host = '127.0.0.1' }: { password?: string; host?: string } = {},
  ): string => {
    const url = new URL(`postgres://shop:${password}@${host}:${engine.port}/shop`);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.href;
  };
  const open = (url: string) => openServerDatabase({ url, pool: 2, onError: () => undefined });
  const verified = () => ({ sslmode: 'verify-full', sslrootcert: known.authority });

  test('is used, listened to and led over TLS, by a user who owns the database and nothing else', async () => {
    const database = await open(address(verified()));
    await migrateDatabase(database);
    let heard = 0;
    const stop = await database.listen('configuration', () => {
      heard += 1;
    });
    await sql`SELECT pg_notify('configuration', '')`.execute(database.db);
    await expect.poll(() => heard).toBe(1);
    let led = false;
    const end = database.lead('maintenance', async () => {
      led = true;
    });
    await expect.poll(() => led).toBe(true);
    const { rows } = await sql<{ sessions: number; secure: number }>`
      SELECT count(*)::int AS sessions, count(*) FILTER (WHERE ssl)::int AS secure
      FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = 'shop'`.execute(database.db);
    expect(rows[0]?.sessions).toBeGreaterThan(1);
    expect(rows[0]?.secure).toBe(rows[0]?.sessions);
    await end();
    await stop();
    await database.close();
  });

  const wrong: [string, () => string, string][] = [
    ['another password', () => address(verified(), { password: 'wrong' }), '28P01'],
    ['no TLS', () => address({ sslmode: 'disable' }), '28000'],
    [
      'the authorities of the system',
      () => address({ sslmode: 'verify-full' }),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    [
      'another authority',
      () => address({ sslmode: 'verify-full', sslrootcert: stranger.authority }),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    [
      'a file that is not there',
      () => address({ sslmode: 'verify-full', sslrootcert: '/nowhere.pem' }),
      'ENOENT',
    ],
    [
      'a name that the certificate has not',
      () => address(verified(), { host: 'localhost' }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
  ];
  test.each(wrong)('refuses %s at once', async (_what, url, code) => {
    const began = performance.now();
    await expect(open(url())).rejects.toMatchObject({ code });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('that refuses ends a start with a sentence that has no password in it', async () => {
    const { code, output } = await runToEnd(['--no-demo'], {
      CLEARPANE_DATA: join(directory, 'data'),
      CLEARPANE_DATABASE_URL: address(verified(), { password: 'not-this-one' }),
    });
    expect(code).toBe(1);
    expect(output).toMatch(
      /^PostgreSQL can not be used: password authentication failed.*Check CLEARPANE_DATABASE_URL\.$/m,
    );
    expect(output).not.toContain('not-this-one');
  }, 180_000);
});
