import { createHmac, randomBytes } from 'node:crypto';
import { DAY } from '../../policy/time.ts';

/** How long a secret that was replaced still signs, so that a receiver can change over without losing anything. */
export const RETIREMENT_MS = DAY;

export interface WebhookSecret {
  /** `whsec_` and 32 bytes in base64. */
  secret: string;
  /** When it no longer signs, ISO 8601; null for the newest. */
  retiresAt: string | null;
}

const PREFIX = 'whsec_';

export const newSecret = (): WebhookSecret => ({
  secret: `${PREFIX}${randomBytes(32).toString('base64')}`,
  retiresAt: null,
});

/** A new secret first; the one before signs for a day more, and older ones are forgotten. */
export function rotated(
  secrets: readonly WebhookSecret[],
  fresh: WebhookSecret,
  now: number,
): WebhookSecret[] {
  const retiresAt = new Date(now + RETIREMENT_MS).toISOString();
  return [
    fresh,
    ...secrets.filter((each) => each.retiresAt === null).map((each) => ({ ...each, retiresAt })),
  ];
}

/** Secrets that sign now, the newest first. */
export const signing = (secrets: readonly WebhookSecret[], now: number): WebhookSecret[] =>
  secrets.filter(({ retiresAt }) => retiresAt === null || Date.parse(retiresAt) > now);

/**
 * Headers of Standard Webhooks 1.0: one signature for each secret.
 *
 * @param now milliseconds since the epoch; receivers refuse what is more than five minutes off
 */
export function signedHeaders(
  id: string,
  body: string,
  secrets: readonly WebhookSecret[],
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = signing(secrets, now).map(({ secret }) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** Reads what the database holds: as `newSecret` and `rotated` made it. */
export const secretsOf = (stored: readonly object[]): WebhookSecret[] => stored.filter(isSecret);

const isSecret = (value: object): value is WebhookSecret => 'secret' in value && 'retiresAt' in value;
