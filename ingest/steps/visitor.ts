import type { Pseudonyms } from '../pseudonyms.ts';
import type { Step } from '../step.ts';
import { hasObjected } from '../visitors/has-objected.ts';
import type { Visitors } from '../visitors/visitors.ts';

/** Finds what the visitor said to us: a receipt of consent, or an objection on this device or under its number. */
export const visitor =
  (parts: { visitors: Visitors; pseudonyms: Pseudonyms }): Step =>
  (visit) => {
    const { batch, site, headers, address, receivedAt } = visit;
    const { receipt, claimed, refused, withdrawn } = batch.consent;
    visit.consent = {
      proof: receipt === null ? null : parts.visitors.proofOf(receipt),
      claimed,
      refused,
      withdrawn,
    };
    visit.objected =
      batch.objected ||
      hasObjected(parts, { site, headers, address, number: batch.visitor, now: receivedAt });
    return null;
  };
