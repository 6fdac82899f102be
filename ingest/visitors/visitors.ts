import type { ConsentProof } from '../../policy/consent.ts';
import type { ConsentFacts } from './consent-record.ts';
import type { SuppressedVisitor } from './suppression-list.ts';

/** What visitors said to us: consent, withdrawal, objection. Answers from memory, for it is asked for every request. */
export interface Visitors {
  /** What a receipt proves, with its withdrawal; null when its seal is not ours. Never throws. */
  proofOf(receipt: string): ConsentProof | null;
  /** Whether somebody objected under this number, or from this browser today. */
  isSuppressed(visitor: SuppressedVisitor): boolean;
}

/** A consent that is to be kept. */
export type NewConsent = Omit<ConsentFacts, 'id'> & { site: number };

/** Where visitors say it. What resolves is durable. */
export interface VisitorRegister extends Visitors {
  /** @returns the receipt, and the id of its record */
  give(consent: NewConsent): Promise<{ receipt: string; id: string }>;
  /** Takes a consent back. A receipt of another site, a forged one and one that is withdrawn already change nothing. */
  withdraw(site: number, receipt: string): Promise<void>;
  /** From now on nothing is kept of this visitor. */
  object(visitor: SuppressedVisitor): Promise<void>;
  /** Removes what is past its time. */
  expire(): Promise<void>;
  close(): Promise<void>;
}
