import type { HeldBack, HeldBackReason } from '../../../api/contract-my-alerts.ts';
import { dateAndClock, type Zone } from '../../parts/time.ts';

/** Short, for choosing. */
export const REASON_NAMES: Readonly<Record<HeldBackReason, string>> = {
  merged: 'Joined another alert',
  snoozed: 'Put off by a person',
  cool_down: 'Cool-down',
  quiet_hours: 'Quiet hours',
  day_off: 'Day off',
  budget: 'Daily budget',
  digest: 'Digest',
  muted: 'Muted rule',
  unsubscribed: 'No e-mail wanted',
};

export const isReason = (text: string | null): text is HeldBackReason =>
  text !== null && Object.hasOwn(REASON_NAMES, text);

/**
 * Why it was held back, in one sentence.
 *
 * @param now milliseconds since the epoch: whether it waits still
 */
export function reasonSentence({ reason, person, until }: HeldBack, now: number, zone: Zone = {}): string {
  if (!isReason(reason)) return `It was held back: ${reason.replaceAll('_', ' ')}.`;
  const isMe = person?.isMe ?? false;
  const who = person === null ? 'the person' : isMe ? 'you' : person.name;
  const waits = until !== null && Date.parse(until) > now ? 'waits' : 'waited';
  const [Who, has, wants, whose, wait] = [
    who.charAt(0).toUpperCase() + who.slice(1),
    isMe ? 'have' : 'has',
    isMe ? 'want' : 'wants',
    isMe ? 'your' : `${who}’s`,
    until === null ? '' : `, so it ${waits} until ${dateAndClock(until, zone)}`,
  ];
  switch (reason) {
    case 'merged':
      return 'An alert of this organization was open already, so it joined that one.';
    case 'snoozed':
      return 'Somebody had put off the alert of this organization, so it joined that one in silence.';
    case 'cool_down':
      return until === null
        ? 'The rule had told of this organization a short while before.'
        : `The rule had told of this organization a short while before, and is silent until ${dateAndClock(until, zone)}.`;
    case 'quiet_hours':
      return `It came in ${whose} quiet hours${wait}.`;
    case 'day_off':
      return `It came on ${whose} day off${wait}.`;
    case 'budget':
      return `${Who} ${has} had the alerts of the day${wait}.`;
    case 'digest':
      return `${Who} ${wants} alerts all at once${wait}.`;
    case 'muted':
      return `${Who} ${has} muted this rule.`;
    case 'unsubscribed':
      return `${Who} ended e-mail about alerts, so none was sent. It stands under Windows.`;
  }
}
