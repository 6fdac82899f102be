import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OrganizationResolver } from '../organizations/resolver.ts';
import { IngestProblem } from '../problem.ts';
import type { Pseudonyms } from '../pseudonyms.ts';
import { type IngestSite, type SiteDirectory, unknownSite } from '../site.ts';
import { canonicalAddress } from '../steps/client-address.ts';
import { isForeign } from '../steps/origin.ts';
import { type RateOptions, tokenBuckets } from '../steps/rate.ts';
import type { Requester } from './has-objected.ts';
import type { VisitorRegister } from './visitors.ts';

/** What the doors for visitors stand on. */
export interface VisitorParts {
  sites: SiteDirectory;
  organizations: OrganizationResolver;
  pseudonyms: Pseudonyms;
  visitors: VisitorRegister;
  rate: RateOptions;
  /** Address of this door in a browser. */
  ingestUrl: string;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Tokens of the address's bucket: reading costs as much as an event, what is written to the database more. */
export const READING = 1;
export const WRITING = 50;

/** The parts, with what all doors do with them. */
export interface Door extends VisitorParts {
  /** A site; one that allows nothing stands for those that are not known. */
  find(key: string): IngestSite;
  /** A hook that stops who asks too often: unlike with events, what was not done must be seen by who asked. */
  turnstile(cost: number): (request: FastifyRequest) => Promise<void>;
}

export function openDoor(parts: VisitorParts): Door {
  const nobody = unknownSite();
  const take = tokenBuckets(parts.rate);
  return {
    ...parts,
    find: (key) => parts.sites.byKey(key) ?? nobody,
    turnstile: (cost) => async (request) => {
      if (take(request.ip, cost, parts.now())) return;
      throw new IngestProblem(
        429,
        'rate_limited',
        'Too many requests came from this address; try again soon.',
      );
    },
  };
}

/** For a site that is not known, every origin is foreign, and a request without one is nobody's. */
export const mayAnswer = (site: IngestSite, request: FastifyRequest): boolean =>
  site.id !== 0 && !isForeign(site, request.headers.origin);

/** Whether a browser says that the request comes from one of our own pages. */
export function isOurPage({ ingestUrl }: VisitorParts, { headers, host }: FastifyRequest): boolean {
  const { origin } = headers;
  // Some browsers hide the origin and still say that it is the same.
  if (origin === 'null') return headers['sec-fetch-site'] === 'same-origin';
  if (origin === undefined || !URL.canParse(origin)) return false;
  return origin === ingestUrl || new URL(origin).host === host;
}

export const requesterOf = (
  request: FastifyRequest,
  of: { site: IngestSite; number: string | null; now: number },
): Requester => ({ ...of, headers: request.headers, address: canonicalAddress(request.ip) });

/** What is for one visitor must not be kept for another. */
export const onlyForThisVisitor = (reply: FastifyReply, seconds: number): FastifyReply =>
  reply.header('cache-control', seconds === 0 ? 'private, no-store' : `private, max-age=${seconds}`);
