import { DAY } from './time.ts';

/**
 * Somebody sends a form that asks to be contacted. That is no tracking: the person writes what is sent and wants an
 * answer. It is a purpose apart from those of `purposes.ts`, because nothing of a visit belongs to it and no alert may
 * feed on it.
 */
export const CONTACT_REQUEST_PURPOSE = {
  id: 'contact_request',
  title: 'Answer you when you ask to be contacted',
  does:
    'When you send a form that is marked for it, your name, your business e-mail and your message go to sales, so that ' +
    'somebody can answer you. Nothing else is read from the form.',
  never:
    'Which pages you saw is not added, and neither is a number of your browser. Where naming organizations is permitted ' +
    'for your visit, the domain of your e-mail is compared with the network that the form came from; what is kept of ' +
    'that is whether they agree, and a count for the day. Whoever has objected to visits being looked at is answered all ' +
    'the same, and nothing is compared.',
  basis:
    'steps at your request before a contract, and the interest in answering you (GDPR Article 6(1)(b) and (f))',
} as const;

/** How long requests are kept, in days. */
export interface ContactRequestTerms {
  answeredDays: number;
  unansweredDays: number;
  /** Removed by sales; as long as that can be undone. */
  removedDays: number;
}

export const CONTACT_REQUEST_TERMS: Readonly<ContactRequestTerms> = {
  answeredDays: 90,
  unansweredDays: 365,
  removedDays: 7,
};

export const CONTACT_REQUEST_STATES = ['new', 'answered', 'removed'] as const;
export type ContactRequestState = (typeof CONTACT_REQUEST_STATES)[number];

/** Of what is kept, sales see nothing that its writer has not confirmed where that was asked. */
export const KEPT_CONTACT_STATES = ['unconfirmed', ...CONTACT_REQUEST_STATES] as const;
export type KeptContactState = (typeof KEPT_CONTACT_STATES)[number];

/** Days after which a request is erased whose writer was asked and did not confirm it. */
export const UNCONFIRMED_DAYS = 7;

/** Requests that reached their state before these times are erased; milliseconds since the epoch. */
export function contactRequestsEndBefore(now: number): Record<KeptContactState, number> {
  const { answeredDays, unansweredDays, removedDays } = CONTACT_REQUEST_TERMS;
  return {
    unconfirmed: now - UNCONFIRMED_DAYS * DAY,
    new: now - unansweredDays * DAY,
    answered: now - answeredDays * DAY,
    removed: now - removedDays * DAY,
  };
}

/** What a person can write, in characters; the door and the pages of sales agree on it. */
export const CONTACT_REQUEST_LIMITS = { name: 100, email: 254, message: 4000 } as const;
