import type { ContactFields, ContactResult } from './contact/contact.ts';
import type { Purpose } from './decision.ts';

export type { ContactFields, ContactResult } from './contact/contact.ts';

/** What stands about this visitor's consent. */
export interface ConsentStatus {
  /** Purposes that need an answer here. */
  asked: Purpose[];
  granted: Purpose[];
  /** Refused or withdrawn. */
  refused: Purpose[];
  /** Now is a time to ask: something needs an answer, there is none, and nobody refused lately. */
  ask: boolean;
  objected: boolean;
  /** An opt-out signal of the browser or the page's consent manager is honoured. */
  signal: boolean;
  /** Milliseconds since the epoch; null where there is none. */
  expiresAt: number | null;
  askAgainAt: number | null;
  /** Address of the published notice. */
  notice: string;
}

/** What a consent record says besides the purposes. */
export interface AnswerDetails {
  method?: 'banner' | 'consent_manager' | 'page';
  /** Language of the words that were shown. */
  language?: string;
  /** Which screen or wording was shown. */
  screen?: string;
}

type Answered = Promise<ConsentStatus | undefined>;

/**
 * The hook for consent managers. Nothing here throws or rejects: what could not be done (the server can not be reached,
 * the page's security policy forbids it) resolves to undefined, and then nothing is permitted that was not before.
 */
export interface ConsentHook {
  /** The visitor agrees: to what needs an answer, or to some purposes; what was asked and is not among them is refused. */
  give(purposes?: readonly Purpose[], details?: AnswerDetails): Answered;
  /** The visitor refuses: everything, or some purposes. */
  refuse(purposes?: readonly Purpose[]): Answered;
  /** The visitor takes back what was agreed to. */
  withdraw(): Answered;
  status(): Answered;
  /** Opens the question again: with what `onAsk` named, or the built-in banner. */
  ask(): Answered;
  /** Calls back after each change. */
  onChange(changed: (status: ConsentStatus) => void): Promise<void>;
  /** Says how the question is opened here. */
  onAsk(open: () => void): Promise<void>;
}

/** `window.clearpane`. */
export interface Clearpane {
  /** Counts a view that no navigation tells. */
  pageview(): void;
  /**
   * Counts an event that the site's policy declares, with the keys that it declares. What is not declared is not sent, nor
   * are values that could name somebody.
   */
  event(name: string, properties?: Readonly<Record<string, string | number | boolean>>): void;
  consent: ConsentHook;
  /** The visitor objects: everything is removed from the device, and nothing is sent from now on. */
  object(): Answered;
  /** Withdraws and removes what the device keeps, except an objection. */
  forget(): Answered;
  /**
   * The visitor asks to be contacted. There where the script was served for a site that takes requests, or the page
   * names the script for contact forms. Never rejects.
   */
  contact?(fields: ContactFields): Promise<ContactResult>;
}
