import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDataDirectory } from './data-directory.ts';
import { lockDirectory } from './lock.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'clearpane-lock-'));
});
afterAll(() => rm(root, { recursive: true }));

/** Leaves a socket behind, as a process does that is killed. */
async function killedProcess(path: string): Promise<void> {
  const script = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', script, path]), 'exit');
}

test('of many that start together after a kill, one gets the directory, every time', async () => {
  for (let round = 0; round < 20; round += 1) {
    await killedProcess(join(root, 'lock'));
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(root)));
    const locked = results.filter((result) => result.status === 'fulfilled');
    const refused = results.filter((result) => result.status === 'rejected');
    expect(locked).toHaveLength(1);
    expect(refused[0]?.reason.message).toMatch(/^Another Clearpane is using .*CLEARPANE_DATA/);
    await expect(lockDirectory(root)).rejects.toThrow('Another Clearpane');
    for (const { value } of locked) await value();
  }
  await (await lockDirectory(root))();
});

test('a process that was killed while taking the directory does not keep others out', async () => {
  const guard = join(root, 'lock.taking');
  await writeFile(guard, '');
  await utimes(guard, 1, 1);
  await (await lockDirectory(root))();
});

test('nobody else on the machine can look into a new data directory', async () => {
  const made = join(root, 'made');
  await openDataDirectory(made);
  expect((await stat(made)).mode & 0o777).toBe(0o700);
  await openDataDirectory(made);
});
