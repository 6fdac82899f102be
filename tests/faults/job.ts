import { fork } from 'node:child_process';
import { once } from 'node:events';
import { MATRIX } from './matrix.ts';
import type { Outcome } from './run-case.ts';
import { undoWhenEnded } from './undo.ts';

/** A case with one seed. */
export interface Job {
  name: string;
  seed: number;
  events: number;
  /** Milliseconds. */
  outage: number;
}

/** Why it came to no end. */
export interface Failure {
  failed: string;
}

/** Runs it in a process of its own, so that others run beside it: an engine that is embedded can be in a process once only. */
export async function runApart(job: Job): Promise<Outcome | Failure> {
  const child = fork(new URL(import.meta.url));
  child.send(job);
  const ended = once(child, 'exit').then(([code, signal]) => ({ failed: `ended with ${code ?? signal}` }));
  const told = once(child, 'message').then(([result]) => result as Outcome | Failure);
  const result = await Promise.race([told, ended]);
  await ended;
  return result;
}

/** What such a process does. */
export async function serveJob(): Promise<void> {
  const ending = undoWhenEnded();
  const [{ name, ...options }] = (await once(process, 'message')) as [Job];
  const result = await MATRIX.find((each) => each.name === name)
    ?.run(options)
    .catch((error: Error): Failure => ({ failed: error.stack ?? error.message }));
  if (ending()) return;
  // With a process that was left running it would wait for ever.
  process.send?.(result, () => process.exit());
}
