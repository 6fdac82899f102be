import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { SIDES } from '../../tests/support/sides.ts';
import { freePorts } from './free-ports.ts';
import { postgresEngine } from './postgres.ts';

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);

test.skipIf(skipped)(
  'a PostgreSQL that was killed answers as soon as it is said to have started',
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'clearpane-postgres-'));
    const [port = 0] = await freePorts(1);
    const engine = postgresEngine({ directory: join(directory, 'postgres'), port });
    const ask = async (question: string): Promise<unknown[]> => {
      const client = new pg.Client({ connectionString: engine.address });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query(question)).rows;
      } finally {
        await client.end();
      }
    };
    try {
      await engine.start();
      // It reads this back from its log when it starts, and listens meanwhile.
      await ask('CREATE TABLE rows AS SELECT generate_series(1, 500000) AS number');
      await engine.stop('SIGKILL');
      // Its own processes see only now that it is gone, and it refuses to start before.
      await expect.poll(() => engine.start().then(() => 'started', String)).toBe('started');
      expect(await ask('SELECT count(*)::int AS rows FROM rows')).toEqual([{ rows: 500_000 }]);
    } finally {
      await engine.stop();
      await rm(directory, { recursive: true, force: true });
    }
  },
);
