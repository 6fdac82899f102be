import type { ConsentProof } from '../../policy/consent.ts';

/** What visitors said to us: consent, withdrawal, objection. Answers from memory, for it is asked for every request. */
export interface Visitors {
  /** What a receipt proves, with its withdrawal; null when its seal is not ours. Never throws. */
  proofOf(receipt: string): ConsentProof | null;
  /** Whether somebody objected under this number, or from this browser today. */
  isSuppressed(visitor: {
    site: number;
    /** The random number that the page keeps; null when it keeps none. */
    number: string | null;
    /** Today's pseudonym of address and browser. */
    pseudonym: string;
  }): boolean;
}
