import { type ConsentClaim, NO_CLAIM } from '../policy/consent.ts';
import type { AcceptedEvent, BehaviourCount } from '../policy/event.ts';
import type { Reason } from '../policy/reasons.ts';
import { EVERY_SIGNAL, type PrivacySignals } from '../policy/signals/signals.ts';
import type { Resolution } from './organizations/resolver.ts';
import type { IngestSite } from './site.ts';
import type { Batch, SentEvent } from './steps/parse.ts';

/** Request headers that steps read; nothing else of them is looked at. */
export interface VisitHeaders {
  origin?: string | undefined;
  'user-agent'?: string | undefined;
  'sec-gpc'?: string | string[] | undefined;
  dnt?: string | string[] | undefined;
  cookie?: string | undefined;
}

/** One event on its way through the steps. */
export interface EventInProgress {
  readonly sent: SentEvent;
  readonly url: URL;
  refused: Reason | null;
  accepted: AcceptedEvent | BehaviourCount | null;
}

/**
 * One request on its way through the steps. It lives in memory for as long as the request: the address and
 * the user agent in it are never logged, stored or passed on.
 */
export interface Visit {
  readonly headers: VisitHeaders;
  readonly batch: Batch;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly events: EventInProgress[];
  /** As the connection or a trusted proxy gave it. */
  address: string;
  site: IngestSite;
  bot: boolean;
  signals: PrivacySignals;
  network: Resolution;
  /** What the visitor said about consent, as far as it could be proven. */
  consent: ConsentClaim;
  /** The visitor objected, on this device or by its number. */
  objected: boolean;
}

const UNRESOLVED: Resolution = {
  organization: null,
  networkKind: 'unknown',
  confidence: 'low',
  country: '',
  eligible: false,
  reason: 'Not looked up.',
  evidence: [],
};

export function beginVisit(options: {
  headers: VisitHeaders;
  batch: Batch;
  address: string;
  receivedAt: number;
  /** Until the site is found. */
  site: IngestSite;
}): Visit {
  const { headers, batch, address, receivedAt, site } = options;
  return {
    headers,
    batch,
    receivedAt,
    events: batch.events.map(({ sent, url }) => ({ sent, url, refused: null, accepted: null })),
    address,
    site,
    // Until a step says otherwise, everything is at its most private value.
    bot: true,
    signals: EVERY_SIGNAL,
    network: UNRESOLVED,
    consent: NO_CLAIM,
    objected: true,
  };
}
