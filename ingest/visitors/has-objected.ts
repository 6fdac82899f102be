import type { Pseudonyms } from '../pseudonyms.ts';
import type { IngestSite } from '../site.ts';
import type { VisitHeaders } from '../visit.ts';
import { remembersObjection } from './objection-cookie.ts';
import type { SuppressedVisitor } from './suppression-list.ts';
import type { Visitors } from './visitors.ts';

/** Who sends a request, as far as an objection is concerned. */
export interface Requester {
  site: IngestSite;
  headers: VisitHeaders;
  /** In its one spelling. */
  address: string;
  /** The random number that the page keeps; null when it keeps none. */
  number: string | null;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The requester as the suppression list knows them. The pseudonym is worked out when somebody asks for it. */
export const suppressible = (
  pseudonyms: Pseudonyms,
  { site, headers, address, number, now }: Requester,
): SuppressedVisitor => ({
  site: site.id,
  number,
  get pseudonym() {
    return pseudonyms.visit({ site: site.id, address, agent: headers['user-agent'] ?? '', time: now });
  },
});

/** Whether the requester objected: on this device, under its number, or from this browser today. */
export const hasObjected = (
  { visitors, pseudonyms }: { visitors: Visitors; pseudonyms: Pseudonyms },
  requester: Requester,
): boolean =>
  remembersObjection(requester.headers.cookie) || visitors.isSuppressed(suppressible(pseudonyms, requester));
