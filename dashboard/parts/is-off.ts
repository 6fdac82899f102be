import type { Bases } from '../../api/contract-privacy.ts';

/** Whether no purpose has a legal basis anywhere. */
export const isOff = (bases: Bases): boolean =>
  Object.values(bases).every((row) => Object.values(row).every((basis) => basis === 'OFF'));
