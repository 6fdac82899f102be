import type { AcceptedEvent } from '../policy/event.ts';
import type { Reason } from '../policy/reasons.ts';
import type { PrivacySignals } from '../policy/signals.ts';
import type { Resolution } from './organizations/resolver.ts';
import { type IngestSite, UNKNOWN_SITE } from './site.ts';
import type { Batch, SentEvent } from './steps/parse.ts';

/** Request headers that steps read; nothing else of them is looked at. */
export interface VisitHeaders {
  origin?: string | undefined;
  'user-agent'?: string | undefined;
  'sec-gpc'?: string | string[] | undefined;
  dnt?: string | string[] | undefined;
}

/** One event on its way through the steps. */
export interface EventInProgress {
  readonly sent: SentEvent;
  readonly url: URL;
  refused: Reason | null;
  accepted: AcceptedEvent | null;
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
}): Visit {
  const { headers, batch, address, receivedAt } = options;
  return {
    headers,
    batch,
    receivedAt,
    events: batch.events.map(({ sent, url }) => ({ sent, url, refused: null, accepted: null })),
    address,
    // Until a step says otherwise, everything is at its most private value.
    site: UNKNOWN_SITE,
    bot: true,
    signals: { gpc: true, dnt: true },
    network: UNRESOLVED,
  };
}
