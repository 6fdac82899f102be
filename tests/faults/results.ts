import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Failure, Job } from './job.ts';
import type { Outcome } from './run-case.ts';

export type Result = { at: string; seconds: number } & Job & (Outcome | Failure);

/** What became of each job, one a line, kept over runs. */
export interface Results {
  /** Whether all was as it must be when the same job was run before. */
  kept(job: Job): boolean;
  add(result: Result): void;
}

/** @param path JSON lines; nothing is remembered where it is null */
export function openResults(path: string | null): Results {
  const lines = path !== null && existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const before = lines.filter(Boolean).map((line) => JSON.parse(line) as Result);
  const jobOf = ({ name, seed, events, outage }: Job): Job => ({ name, seed, events, outage });
  return {
    kept: (job) => before.some((result) => isKept(result) && isDeepStrictEqual(jobOf(result), job)),
    add: (result) => {
      if (path !== null) appendFileSync(path, `${JSON.stringify(result)}\n`);
    },
  };
}

export const isKept = (result: Outcome | Failure): boolean =>
  'broken' in result && result.broken.length === 0;

/** For people. */
export function sentenceOf(result: Result): string {
  const { name, seed, seconds } = result;
  if ('failed' in result) return `FAILED ${name}, seed ${seed}: ${seconds} s; ${result.failed}`;
  const { verdict, answers, broken } = result;
  return (
    `${isKept(result) ? 'kept  ' : 'BROKEN'} ${name}, seed ${seed}: ${verdict.acknowledged} acknowledged, ` +
    `${verdict.lost} lost, ${verdict.doubled} doubled, ${verdict.unasked} unasked, ${verdict.views} views, ` +
    `${verdict.windows} windows, ${verdict.alerts} alerts; answers ${JSON.stringify(answers)}; ` +
    `${seconds} s${broken.map((what) => `; ${what}`).join('')}`
  );
}
