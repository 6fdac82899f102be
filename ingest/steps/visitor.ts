import type { Pseudonyms } from '../pseudonyms.ts';
import type { Step } from '../step.ts';
import type { Visitors } from '../visitors/visitors.ts';

/** Finds what the visitor said to us: a receipt of consent, or an objection on this device or under its number. */
export const visitor =
  ({ visitors, pseudonyms }: { visitors: Visitors; pseudonyms: Pseudonyms }): Step =>
  (visit) => {
    const { batch, site, headers, address, receivedAt } = visit;
    const { receipt, claimed, refused, withdrawn } = batch.consent;
    visit.consent = {
      proof: receipt === null ? null : visitors.proofOf(receipt),
      claimed,
      refused,
      withdrawn,
    };
    const agent = headers['user-agent'] ?? '';
    visit.objected =
      batch.objected ||
      remembersObjection(headers.cookie) ||
      visitors.isSuppressed({
        site: site.id,
        number: batch.visitor,
        pseudonym: pseudonyms.visit({ site: site.id, address, agent, time: receivedAt }),
      });
    return null;
  };

/** Name as in the register of what may be on a device. */
const remembersObjection = (cookie: string | undefined): boolean =>
  cookie !== undefined && /(?:^|;\s*)clearpane_objection=1(?:;|$)/.test(cookie);
