import type { Answer } from './post.ts';
import { NoAnswerError } from './post.ts';
import { askedWait } from './schedule.ts';
import { TargetError } from './targets.ts';

/** What became of one try. */
export interface Outcome {
  /**
   * `later`: worth trying again. `never`: this delivery will not get there, others may. `gone`: the target wants
   * nothing more. `withheld`: nothing was sent, and nothing is to be.
   */
  kind: 'delivered' | 'later' | 'never' | 'gone' | 'withheld';
  /** 'delivered', or the code of what went wrong. */
  code: string;
  /** Of HTTP or SMTP; null where nobody answered. */
  status: number | null;
  /** The beginning of the answer, or what went wrong, in words. */
  excerpt: string;
  /** Milliseconds that the target asked to be left alone, or null. */
  wait: number | null;
}

const GONE = 410;

/** What an answer over HTTP means: everything but 2xx is a failure, and only 410 is for good (Standard Webhooks). */
export function outcomeOf({ status, excerpt, retryAfter }: Answer, now: number): Outcome {
  const said = { status, excerpt, wait: askedWait(retryAfter, now) };
  if (status >= 200 && status < 300) return { ...said, kind: 'delivered', code: 'delivered' };
  if (status === GONE) return { ...said, kind: 'gone', code: 'gone' };
  return { ...said, kind: 'later', code: status >= 300 && status < 400 ? 'redirected' : 'refused' };
}

/** @throws what is not about the target */
export function outcomeOfError(error: unknown): Outcome {
  if (error instanceof NoAnswerError || error instanceof TargetError) {
    return { kind: 'later', code: error.code, status: null, excerpt: error.message, wait: null };
  }
  throw error;
}

export const withheld = (code: string, excerpt: string): Outcome => ({
  kind: 'withheld',
  code,
  status: null,
  excerpt,
  wait: null,
});
