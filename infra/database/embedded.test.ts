import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openEmbeddedDatabase } from './embedded.ts';
import { migrateDatabase } from './migrate.ts';

test('listening and its end disturb no query', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'clearpane-database-'));
  // On disk, where each message of a query waits for the files.
  const onDisk = await openEmbeddedDatabase({ path: join(directory, 'data') });
  await migrateDatabase(onDisk);
  const query = async () => {
    for (let round = 0; round < 40; round += 1) {
      await onDisk.db.deleteFrom('setup_tokens').where('created_at', '<=', new Date(0)).execute();
    }
  };
  const listen = async () => {
    for (let round = 0; round < 40; round += 1) {
      await (await onDisk.listen('alerts', () => undefined))();
    }
  };
  await Promise.all([query(), listen()]);
  await onDisk.close();
  await rm(directory, { recursive: true });
});

describe('durability', () => {
  test('SIGKILL while writing loses no row that was acknowledged', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'clearpane-database-'));
    // Where packages are found.
    const script = join(process.cwd(), 'node_modules/.cache', `${basename(directory)}.mjs`);
    await build({
      stdin: {
        resolveDir: import.meta.dirname,
        loader: 'ts',
        contents: `
          import { sql } from 'kysely';
          import { openEmbeddedDatabase } from './embedded.ts';
          const { db } = await openEmbeddedDatabase({ path: process.argv[2] });
          await sql\`CREATE TABLE IF NOT EXISTS written (id integer PRIMARY KEY)\`.execute(db);
          for (let id = Number(process.argv[3]); ; id += 1) {
            await sql\`INSERT INTO written VALUES (\${id})\`.execute(db);
            console.log(id);
          }`,
      },
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    });
    const path = join(directory, 'data');
    const acknowledged: number[] = [];
    for (const round of [1, 2]) {
      const child = spawn(process.execPath, [script, path, String(round * 100_000)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let lines = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        acknowledged.push(Number(line));
        lines += 1;
        if (lines === 200) child.kill('SIGKILL');
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    const reopened = await openEmbeddedDatabase({ path });
    const { rows } = await sql<{ id: number }>`SELECT id FROM written`.execute(reopened.db);
    await reopened.close();
    await rm(directory, { recursive: true });
    await rm(script);
    const found = new Set(rows.map((row) => row.id));
    expect(acknowledged.length).toBeGreaterThanOrEqual(400);
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
  });
});
