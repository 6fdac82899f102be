import { inject } from 'vitest';
import { enginesUp } from '../../infra/engines/detached.ts';
import { MissingEngineError } from '../../infra/engines/engine.ts';
import { type Side, shareEngines } from './engines.ts';

const missing = await start();

/** Both sides. What is missing on this machine is said, and fails the run in CI. */
export const SIDES: readonly { side: Side; skipped: boolean }[] = [
  { side: 'embedded', skipped: false },
  { side: 'distributed', skipped: missing },
];

async function start(): Promise<boolean> {
  try {
    shareEngines(await enginesUp(inject('engines')));
    return false;
  } catch (error) {
    if (!(error instanceof MissingEngineError)) throw error;
    console.warn(`\nNOT TESTED on the distributed side. ${error.message}\n`);
    return true;
  }
}
