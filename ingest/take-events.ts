import type { EventLog } from '../infra/log/log.ts';
import type { LogEntry } from '../policy/event.ts';
import type { Reason } from '../policy/reasons.ts';
import type { OrganizationResolver } from './organizations/resolver.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { RefusalTally } from './refusals.ts';
import { type SiteDirectory, unknownSite } from './site.ts';
import type { Step } from './step.ts';
import { append } from './steps/append.ts';
import { bot } from './steps/bot.ts';
import { clientAddress } from './steps/client-address.ts';
import { gate } from './steps/gate.ts';
import { organization } from './steps/organization.ts';
import { origin } from './steps/origin.ts';
import { parse } from './steps/parse.ts';
import { type RateOptions, rate } from './steps/rate.ts';
import { signals } from './steps/signals.ts';
import { site } from './steps/site.ts';
import { visitor } from './steps/visitor.ts';
import { beginVisit, type Visit, type VisitHeaders } from './visit.ts';
import type { Visitors } from './visitors/visitors.ts';

export interface IngestParts {
  log: EventLog<LogEntry>;
  sites: SiteDirectory;
  organizations: OrganizationResolver;
  pseudonyms: Pseudonyms;
  visitors: Visitors;
  refusals: RefusalTally;
  rate: RateOptions;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** The way of a request. The order is part of the design: nothing is looked up for what is refused before. */
const stepsOf = (parts: IngestParts): readonly Step[] => [
  site(parts.sites),
  origin,
  rate(parts.rate),
  bot,
  signals,
  clientAddress,
  organization(parts.organizations),
  visitor(parts),
  gate(parts.pseudonyms),
];

export interface EventRequest {
  headers: VisitHeaders;
  body: unknown;
  address: string;
}

/**
 * Takes a request in. Resolves when everything that is kept of it, or the count of what was refused, is on
 * disk.
 *
 * @throws MalformedRequest when the body can not be read
 * @throws LogUnavailableError when nothing can be stored now
 */
export function takeEvents(parts: IngestParts): (request: EventRequest) => Promise<unknown> {
  const steps = stepsOf(parts);
  const nobody = unknownSite();
  return ({ headers, body, address }) => {
    const batch = parse(body);
    const visit = beginVisit({ headers, batch, address, receivedAt: parts.now(), site: nobody });
    const stopped = run(steps, visit);
    return stopped ? parts.refusals.add(visit.site.id, stopped, visit.events.length) : append(parts, visit);
  };
}

function run(steps: readonly Step[], visit: Visit): Reason | null {
  for (const step of steps) {
    const reason = step(visit);
    if (reason) return reason;
  }
  return null;
}
