import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Job } from './job.ts';
import { openResults, type Result } from './results.ts';
import { flawless } from './verdict.ts';

const job: Job = { name: 'servers: kafka away for a while', seed: 1, events: 50_000, outage: 60_000 };
const result = (broken: string[]): Result => ({
  ...job,
  at: '2026-01-01T00:00:00.000Z',
  seconds: 100,
  verdict: flawless(50_000, 12),
  answers: { 204: 2600 },
  broken,
});

test('only what was kept, and only the very same job, is not run again', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'clearpane-results-'));
  const path = join(directory, 'results.jsonl');
  try {
    openResults(path).add(result(['not each event and each alert once']));
    openResults(path).add({ ...job, at: '', seconds: 1, failed: 'ended with SIGKILL' });
    expect(openResults(path).kept(job)).toBe(false);
    openResults(path).add(result([]));
    const results = openResults(path);
    expect(results.kept(job)).toBe(true);
    const others = [{ seed: 2 }, { events: 1000 }, { outage: 1 }, { name: 'servers: other' }];
    for (const other of others) expect(results.kept({ ...job, ...other })).toBe(false);
    expect(openResults(null).kept(job)).toBe(false);
  } finally {
    await rm(directory, { recursive: true });
  }
});
