import type { Product } from '../support/product.ts';
import type { OpenSite } from '../support/site.ts';

export type RoleName = 'ingest' | 'writer' | 'alerts' | 'api';

/** Clearpane with a site that may name organizations and alert sales. */
export interface Installation {
  readonly data: string;
  readonly site: OpenSite;
  /** Processes that have a role now. */
  running(role: RoleName): Product[];
  /** Processes of ingest that a balancer sends visitors to: those that want work, or all where none does. */
  doors(): Product[];
  /** Ends the process of a role and starts another. */
  replace(role: RoleName, index: number, signal: NodeJS.Signals): Promise<void>;
  /** Lets what was acknowledged arrive where that must be before the engines can be looked into from outside. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** So that no limit of rates stands between a few senders and many events. */
export const ROOMY: Readonly<Record<string, string>> = {
  CLEARPANE_RATE: '1000000',
  CLEARPANE_RATE_BURST: '1000000',
  CLEARPANE_LOG_LEVEL: 'error',
};
