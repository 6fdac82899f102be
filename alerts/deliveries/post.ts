import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Address, Targets } from './targets.ts';

/** A target has this long to answer, from looking up its name to the end of what is read. */
export const POST_TIMEOUT_MS = 15_000;
/** Bytes of an answer that are read; the rest is nobody's business. */
export const ANSWER_LIMIT = 2048;

export interface Answer {
  status: number;
  /** The beginning of the body, as text. */
  excerpt: string;
  /** The header as it came, or null. */
  retryAfter: string | null;
}

export type Post = (url: string, headers: Record<string, string>, body: string) => Promise<Answer>;

/** Nobody answered. */
export class NoAnswerError extends Error {
  readonly code: 'timeout' | 'unreachable';
  constructor(code: NoAnswerError['code'], message: string) {
    super(message);
    this.name = 'NoAnswerError';
    this.code = code;
  }
}

/**
 * Sends one POST. Redirects are answers like any other: where they point was not checked. A connection is used once,
 * so that the addresses which were checked are those that are connected to.
 *
 * The promise is rejected with TargetError or NoAnswerError.
 */
export function openPost(targets: Targets, timeoutMs = POST_TIMEOUT_MS): Post {
  return async (text, headers, body) => {
    const late = AbortSignal.timeout(timeoutMs);
    const { url, addresses } = await beforeTimeout(targets.check(text), late);
    return exchange(url, addresses, headers, body, late);
  };
}

function exchange(
  url: URL,
  addresses: readonly Address[],
  headers: Record<string, string>,
  body: string,
  late: AbortSignal,
): Promise<Answer> {
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: pinned(addresses),
        headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'Clearpane' },
      },
      (response) => {
        late.removeEventListener('abort', giveUp);
        const chunks: Buffer[] = [];
        let length = 0;
        const finish = (): void => {
          request.destroy();
          resolve({
            status: response.statusCode ?? 0,
            excerpt: printable(Buffer.concat(chunks).subarray(0, ANSWER_LIMIT)),
            retryAfter: response.headers['retry-after'] ?? null,
          });
        };
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          length += chunk.length;
          if (length >= ANSWER_LIMIT) finish();
        });
        // The status has come; how the body ends does not change it.
        response.on('end', finish);
        response.on('error', finish);
        late.addEventListener('abort', finish, { once: true });
      },
    );
    const giveUp = (): void => {
      request.destroy();
      reject(timedOut());
    };
    if (late.aborted) giveUp();
    late.addEventListener('abort', giveUp, { once: true });
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(new NoAnswerError('unreachable', error.code ?? error.message)),
    );
    request.end(body);
  });
}

/** Answers every lookup with what was checked. */
function pinned(addresses: readonly Address[]): LookupFunction {
  return (_host, options, callback) => {
    if (options.all) return callback(null, [...addresses]);
    const [first] = addresses;
    return callback(null, first?.address ?? '', first?.family);
  };
}

const timedOut = (): NoAnswerError => new NoAnswerError('timeout', 'No answer in time.');

function beforeTimeout<T>(work: Promise<T>, late: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    late.addEventListener('abort', () => reject(timedOut()), { once: true });
    work.then(resolve, reject);
  });
}

/** Control characters would upset whoever reads the log. */
const printable = (bytes: Buffer): string =>
  bytes
    .toString('utf8')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
