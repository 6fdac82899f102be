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

/** Takes tokens for an address; whether there were enough. */
export type TokenBuckets = (address: string, count: number, now: number) => boolean;

/**
 * A token bucket for each address, in memory only. An IPv6 subscriber usually holds a whole /64, so that is
 * what one address means there.
 */
export function tokenBuckets({ rate: perSecond, burst }: RateOptions): TokenBuckets {
  const buckets = new LRUCache<string, Bucket>({ max: 50_000 });
  return (address, count, now) => {
    const key = address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    const elapsed = Math.max(0, now - bucket.at);
    bucket.tokens = Math.min(burst, bucket.tokens + (elapsed / 1000) * perSecond);
    bucket.at = now;
    buckets.set(key, bucket);
    if (bucket.tokens < count) return false;
    bucket.tokens -= count;
    return true;
  };
}

/** No address sends more events than its bucket holds. */
export function rate(options: RateOptions): Step {
  const take = tokenBuckets(options);
  return ({ address, events, receivedAt }) =>
    take(address, events.length, receivedAt) ? null : 'rate_limited';
}
