import { createHash } from 'node:crypto';

/**
 * Stable id of an organization: an unsigned 64-bit integer in decimal, from its folded name without legal form and
 * its country, so that updates of the data do not change it. 0 means "no organization" elsewhere and does not
 * occur.
 */
export function organizationId(key: string, country: string): string {
  const digest = createHash('sha256').update(`${key}\n${country}`).digest();
  const id = digest.readBigUInt64BE(0);
  return (id === 0n ? 1n : id).toString();
}
