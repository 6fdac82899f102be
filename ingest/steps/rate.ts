import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import type { Step } from '../step.ts';
import { canonicalAddress } from './client-address.ts';

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
    const key = subscriberOf(address);
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

/** `2001:db8::1` and `2001:db8:0:0:ffff::2` are one subscriber, `::ffff:192.0.2.1` is `192.0.2.1`. */
function subscriberOf(text: string): string {
  const address = canonicalAddress(text);
  if (!address.includes(':')) return address;
  return ipaddr.IPv6.parse(address).parts.slice(0, 4).join(':');
}

/** No address sends more events than its bucket holds. */
export function rate(options: RateOptions): Step {
  const take = tokenBuckets(options);
  return ({ address, events, receivedAt }) =>
    take(address, events.length, receivedAt) ? null : 'rate_limited';
}
