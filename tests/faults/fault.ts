import type { Installation } from './installation.ts';

export interface Course {
  /** How long something is away, milliseconds. */
  outage: number;
  /** Share of the events that are acknowledged, from 0 to 1. */
  progress(): number;
}

/** Something that goes wrong while events come in. */
export interface Fault<On extends Installation> {
  name: string;
  disturb(installation: On, course: Course): Promise<void>;
  /** Each answer of ingest is 204. */
  smooth?: boolean;
  /** Ingest must have turned events away meanwhile, or the fault did not reach it. */
  refuses?: boolean;
}
