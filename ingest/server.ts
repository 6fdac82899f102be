import { getHeapStatistics } from 'node:v8';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { unreadableRequests } from '../infra/http/unreadable.ts';
import { LogUnavailableError } from '../infra/log/log.ts';
import { openToPages } from './page-door.ts';
import { pixelRoute } from './pixel.ts';
import { IngestProblem } from './problem.ts';
import { type IngestParts, takeEvents } from './take-events.ts';
import { type TrackerScript, trackerRoutes } from './tracker-script.ts';
import { trustedProxies } from './trusted-proxies.ts';
import { policyFor } from './visitors/policy-for.ts';

export interface IngestServerOptions {
  parts: IngestParts;
  script: TrackerScript;
  /** CIDRs of proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  /** Milliseconds that a sender has for one whole request. */
  patience?: number;
  /** Further doors for pages of customers' sites. */
  doors?: FastifyPluginAsync[];
  /**
   * Told when events could not be taken in, at most every {@link TELL_EVERY_MS}: nothing of the request, only what
   * went wrong here.
   */
  onError?: (error: Error) => void;
  /** Told of each request that was turned away for want of a log or of memory. */
  onTurnedAway?: (error: Error) => void;
  /** Told of each answer. */
  onAnswer?: (status: number) => void;
  /** Bytes of the heap above which requests are turned away; without it, none are. */
  mostMemory?: number;
  /** Further pages on the same origin, such as the demo site. */
  plugins?: FastifyPluginAsync[];
}

/** A page view with its neighbours is small; more than this is no page. */
const BODY_LIMIT = 64 * 1024;

/** A full disk fails every request; once in a while is enough to know. */
const TELL_EVERY_MS = 10_000;

/**
 * The public door. Requests are not logged: a log line would hold the address that everything else forgets.
 */
export function ingestServer(options: IngestServerOptions): FastifyInstance {
  const { patience = 10_000 } = options;
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    // Believes the right-most address that no trusted proxy added; without proxies, the connection.
    trustProxy: options.trustedProxies.length === 0 ? false : trustedProxies(options.trustedProxies),
    // A sender that drips its request holds a connection no longer than this, and a bit.
    requestTimeout: patience,
    // Longer than a log that does not answer is waited for: a page that gets no answer at all knows less.
    connectionTimeout: patience * 3,
    keepAliveTimeout: 5_000,
    http: { headersTimeout: patience, connectionsCheckingInterval: patience / 5 },
    // Who is being answered is answered to the end; connections that only wait are closed.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    ...unreadableRequests,
  });

  let told = Number.NEGATIVE_INFINITY;
  const tell = (error: Error): void => {
    const now = options.parts.now();
    if (Math.abs(now - told) < TELL_EVERY_MS) return;
    told = now;
    options.onError?.(error);
  };

  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) tell(error);
    if (error instanceof LogUnavailableError || error instanceof Overloaded) options.onTurnedAway?.(error);
    if (problem.status >= 500 || problem.status === 429) reply.header('retry-after', '2');
    // A body that was not read to its end leaves a connection nobody can use.
    if (problem.status === 413) reply.header('connection', 'close');
    return reply
      .code(problem.status)
      .type('application/problem+json')
      .send({ type: `urn:clearpane:problem:${problem.code}`, ...problem });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('application/problem+json').send({
      type: 'urn:clearpane:problem:not_found',
      title: 'There is nothing at this address.',
      status: 404,
      code: 'not_found',
    }),
  );

  app.addHook('onResponse', async (_request, reply) => options.onAnswer?.(reply.statusCode));
  const { mostMemory } = options;
  if (mostMemory !== undefined) {
    // Turned away now, a page sends again in a few seconds; without memory, everybody who waits would be lost.
    const turnAwayWhenFull = async (): Promise<void> => {
      if (getHeapStatistics().used_heap_size > mostMemory) throw new Overloaded();
    };
    app.addHook('onRequest', turnAwayWhenFull);
    // Asked again once the body is there: many may have begun to send while there was room.
    app.addHook('preHandler', turnAwayWhenFull);
  }
  app.get('/health', async () => ({ status: 'ok' }));
  const { sites } = options.parts;
  const takesContacts = (key: string): boolean => {
    const policy = sites.byKey(key)?.policy;
    return policy?.contactRequests === true && !policy.killed;
  };
  app.register(trackerRoutes(options.script, policyFor(options.parts), takesContacts));
  app.register(async (pages) => {
    await openToPages(pages);
    for (const door of [eventRoutes(options.parts), ...(options.doors ?? [])]) pages.register(door);
  });
  for (const plugin of options.plugins ?? []) app.register(plugin);
  return app;
}

class Overloaded extends IngestProblem {
  constructor() {
    super(503, 'overloaded', 'Too much is under way; send it again soon.');
    this.name = 'Overloaded';
  }
}

function eventRoutes(parts: IngestParts): FastifyPluginAsync {
  const take = takeEvents(parts);
  return async (app) => {
    app.post('/v1/events', async (request, reply) => {
      await take({ headers: request.headers, body: request.body, address: request.ip });
      return reply.code(204).send();
    });
    pixelRoute(app, take);
  };
}

interface ProblemBody {
  title: string;
  status: number;
  code: string;
}

function problemOf(error: FastifyError | Error): ProblemBody {
  if (error instanceof IngestProblem) {
    const { status, code, message, members } = error;
    return { title: message, status, code, ...members };
  }
  if (error instanceof LogUnavailableError) {
    return { title: 'Events can not be stored now; send them again soon.', status: 503, code: error.code };
  }
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) {
    return { title: 'The body is larger than 64 kB.', status, code: 'body_too_large' };
  }
  if (status === 415) {
    return { title: 'Send the body as text/plain or application/json.', status, code: 'unsupported_type' };
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return { title: 'The request can not be read.', status, code: 'bad_request' };
  }
  return { title: 'Something went wrong here; send it again.', status: 503, code: 'internal' };
}
