import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Certificates, makeCertificates } from '../../tests/support/certificates.ts';
import { runToEnd, startProduct } from '../../tests/support/product.ts';
import { SIDES } from '../../tests/support/sides.ts';
import { readUsers, usersFile } from '../../tests/support/warehouse-users.ts';
import { clickhouseEngine } from '../engines/clickhouse.ts';
import type { Engine } from '../engines/engine.ts';
import { freePorts } from '../engines/free-ports.ts';
import { openServerWarehouse } from './server.ts';

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);

/** The server that the library makes has no TLS of its own: it is ended in front of it, as many do with a balancer. */
describe.skipIf(skipped)('a ClickHouse that asks for a password, over TLS', () => {
  let directory: string;
  let engine: Engine;
  let door: Server;
  let known: Certificates;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clearpane-secure-'));
    known = makeCertificates(directory, 'known');
    const users = usersFile(readUsers(await readFile('infra/warehouse/users.sql', 'utf8')), 'clearpane');
    const [port = 0, nativePort = 0] = await freePorts(2);
    engine = clickhouseEngine({ directory: join(directory, 'clickhouse'), port, nativePort, users });
    await engine.start();
    await fetch(engine.address, { method: 'POST', body: 'CREATE DATABASE IF NOT EXISTS clearpane' });
    const [key, cert] = await Promise.all([readFile(known.key), readFile(known.certificate)]);
    door = createServer({ key, cert }, (near) => {
      const far = connect({ host: '127.0.0.1', port });
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) socket.on('error', () => socket.destroy());
    }).listen(0, '127.0.0.1');
    await once(door, 'listening');
  });
  afterAll(async () => {
    door?.close();
    await engine?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const address = (password = 'WRITER_PASSWORD'): string =>
    `https://clearpane_writer:${password}@127.0.0.1:${(door.address() as AddressInfo).port}/clearpane`;

  test('is refused at once where nobody vouches for it', async () => {
    const began = performance.now();
    await expect(openServerWarehouse({ url: address(), cluster: null })).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('is used where the authority is named, and a wrong password ends the start with a sentence', async () => {
    const environment = (url: string, name: string): Record<string, string> => ({
      CLEARPANE_DATA: join(directory, name),
      CLEARPANE_CLICKHOUSE_URL: url,
      NODE_EXTRA_CA_CERTS: known.authority,
    });
    const product = await startProduct(join(directory, 'right'), {
      environment: environment(address(), 'right'),
    });
    expect(await product.stop('SIGTERM')).toBe(0);
    const tables = await fetch(engine.address, { method: 'POST', body: 'SHOW TABLES FROM clearpane' });
    expect(await tables.text()).toContain('organization_quarters');

    const { code, output } = await runToEnd(['--no-demo'], environment(address('not-this-one'), 'wrong'));
    expect(code).toBe(1);
    expect(output).toMatch(
      /^ClickHouse can not be used: .*Authentication failed.*Check CLEARPANE_CLICKHOUSE_URL\.$/ms,
    );
    expect(output).not.toContain('not-this-one');
  }, 240_000);
});
