import { LRUCache } from 'lru-cache';
import type { Step } from '../step.ts';

export interface RateOptions {
  /** Events per second that one address may send in the long run. */
  rate: number;
  /** Events that it may send at once. */
  burst: number;
}

interface Bucket {
  tokens: number;
  /** Milliseconds since the epoch. */
  at: number;
}

/**
 * A token bucket for each address, in memory only. An IPv6 subscriber usually holds a whole /64, so that is
 * what one address means there.
 */
export function rate({ rate: perSecond, burst }: RateOptions): Step {
  const buckets = new LRUCache<string, Bucket>({ max: 50_000 });
  return ({ address, events, receivedAt }) => {
    const key = address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
    const bucket = buckets.get(key) ?? { tokens: burst, at: receivedAt };
    const elapsed = Math.max(0, receivedAt - bucket.at);
    bucket.tokens = Math.min(burst, bucket.tokens + (elapsed / 1000) * perSecond);
    bucket.at = receivedAt;
    buckets.set(key, bucket);
    if (bucket.tokens < events.length) return 'rate_limited';
    bucket.tokens -= events.length;
    return null;
  };
}
