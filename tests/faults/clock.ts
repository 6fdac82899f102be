import { renameSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The wall clock of one process. Its servers keep the machine's. */
export interface Clock {
  /** Of a process that goes by it. */
  readonly environment: Record<string, string>;
  /** Sets it so far ahead of the machine's, milliseconds; behind where that is negative. */
  set(ahead: number): void;
}

/** @param file what it shows is kept there */
export function makeClock(file: string): Clock {
  const set = (ahead: number): void => {
    // Nobody reads half a number.
    writeFileSync(`${file}.new`, String(ahead));
    renameSync(`${file}.new`, file);
  };
  set(0);
  return {
    environment: {
      NODE_OPTIONS: `--import ${pathToFileURL('tests/faults/clock.mjs').href}`,
      CLEARPANE_FAULT_CLOCK: file,
    },
    set,
  };
}

const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** How a clock jumps, and what it then is ahead of the machine's, milliseconds. */
export const JUMPS: readonly { name: string; ahead: () => number }[] = [
  { name: '5 minutes forwards', ahead: () => 5 * MINUTE },
  { name: '5 minutes backwards', ahead: () => -5 * MINUTE },
  { name: 'a day forwards', ahead: () => DAY },
  { name: 'a day backwards', ahead: () => -DAY },
  // Salts of visits change meanwhile.
  { name: 'to two seconds before midnight', ahead: () => DAY - (Date.now() % DAY) - 2000 },
];
