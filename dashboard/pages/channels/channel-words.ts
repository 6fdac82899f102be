import type { Channel, ChannelKind, Delivery, DeliveryAttempt } from '../../../api/contract-channels.ts';

export const KIND_NAMES: Readonly<Record<ChannelKind, string>> = {
  slack: 'Slack',
  teams: 'Microsoft Teams',
  webhook: 'Webhook',
};

/** Where a person gets the address from. */
export const ADDRESS_HINTS: Readonly<Record<ChannelKind, string>> = {
  slack: 'The address of an incoming webhook of Slack: https://hooks.slack.com/services/…',
  teams: 'The address that a Teams workflow shows for “When a webhook request is received”.',
  webhook: 'An https address of yours. What arrives is signed as Standard Webhooks describes it.',
};

export type ChannelState = 'active' | 'failing' | 'paused' | 'switched_off';

export function stateOf({ active, disabledAt, failingSince }: Channel): ChannelState {
  if (!active) return disabledAt === null ? 'paused' : 'switched_off';
  return failingSince === null ? 'active' : 'failing';
}

export const STATE_WORDS: Readonly<Record<ChannelState, { name: string; color: string }>> = {
  active: { name: 'Active', color: 'glass' },
  failing: { name: 'Failing', color: 'orange' },
  paused: { name: 'Paused', color: 'gray' },
  switched_off: { name: 'Switched off', color: 'red' },
};

/** Why Clearpane switched a channel off, and what helps. */
export function switchedOffWords(reason: string | null): { why: string; remedy: string } {
  if (reason === 'gone') {
    return {
      why: 'The target answered that it wants nothing more (410).',
      remedy:
        'Make a new address there and add it as a new channel, or switch this one on if that was a mistake.',
    };
  }
  return {
    why: 'Nothing got there for five days.',
    remedy:
      'Check the target, send a test, and switch the channel on when the test arrives. Then send again what failed.',
  };
}

export const DELIVERY_KINDS: Readonly<Record<Delivery['kind'], string>> = {
  alert: 'Alert',
  digest: 'Digest',
  test: 'Test',
};

export const DELIVERY_STATES: Readonly<Record<Delivery['state'], { name: string; color: string }>> = {
  waiting: { name: 'Waiting', color: 'gray' },
  delivered: { name: 'Delivered', color: 'glass' },
  failed: { name: 'Failed', color: 'red' },
  cancelled: { name: 'Not sent', color: 'gray' },
};

const CODES: ReadonlyMap<string, string> = new Map([
  ['delivered', 'Delivered'],
  ['refused', 'The target refused it'],
  ['redirected', 'The target sent us elsewhere, and redirects are not followed'],
  ['gone', 'The target wants nothing more'],
  ['timeout', 'The target did not answer in time'],
  ['unreachable', 'The target could not be reached'],
  ['target_private', 'The address lies in a private network'],
  ['target_unknown', 'The name of the target is unknown'],
  ['target_needs_https', 'The address is not https'],
  ['target_not_url', 'The address can not be used'],
  ['internal', 'Something went wrong here'],
]);

/** "Delivered (200) after 35 ms", "The target refused it (500) after 1.2 s" */
export function attemptWords({ code, status, tookMs }: DeliveryAttempt): string {
  const what = CODES.get(code) ?? code.replaceAll('_', ' ');
  const time = tookMs < 1000 ? `${tookMs} ms` : `${(tookMs / 1000).toFixed(1)} s`;
  return `${what}${status === null ? '' : ` (${status})`} after ${time}`;
}

export function attemptsWords({ attempts }: Delivery): string {
  if (attempts.length === 0) return 'not tried yet';
  return attempts.length === 1 ? '1 try' : `${attempts.length} tries`;
}
