import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDataDirectory } from './data-directory.ts';
import { lockDirectory } from './lock.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'clearpane-lock-'));
});
afterAll(() => rm(root, { recursive: true }));

test('of many that start together, one gets the directory, every time', async () => {
  for (let round = 0; round < 20; round += 1) {
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

test('a process that is killed leaves the directory free', async () => {
  const holder = await build({
    stdin: {
      contents: `import { lockDirectory } from './lock.ts';
        await lockDirectory(process.argv[1]);
        console.log('locked');
        setInterval(() => undefined, 1000);`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
  });
  const script = holder.outputFiles[0]?.text ?? '';
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, root]);
  await once(child.stdout, 'data');
  await expect(lockDirectory(root)).rejects.toThrow('Another Clearpane');
  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await lockDirectory(root))();
});

test('nobody else on the machine can look into a new data directory', async () => {
  const made = join(root, 'made');
  await openDataDirectory(made);
  expect((await stat(made)).mode & 0o777).toBe(0o700);
  await openDataDirectory(made);
});
