import { attempt } from './attempt.ts';

/** 0: never; 1: with a receipt; 2: without an answer too. A refusal always means never. */
export type Permission = 0 | 1 | 2;

/** The server's policy as far as it concerns a page; one type with the server's, which a test holds. */
export interface TrackerPolicy {
  /** Version of the site policy. */
  v: number;
  /** Hash of the published notice; '' when there is none. */
  n: string;
  /** A permission for each of {@link PURPOSES}. */
  p: Permission[];
  /** Sources of regular expressions for paths that are never reported. */
  x: string[];
  /** Months that consent holds, and months before somebody who refused is asked again. */
  m: [life: number, askAgain: number];
  /** How a TCF string is read: 1 for the publisher's own purposes, 0 for the core ones; a custom purpose, or 0. */
  t: [publisher: 0 | 1, customPurpose: number];
  /** What is told beside views, where anything is; loads the part for behaviour. */
  b?: [kinds: string[], events: string[], campaigns: string[]];
}

export const PURPOSES = ['measure', 'identify_org', 'alert_sales', 'recognise_visitor'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What the visitor answered, as it is kept on the device. */
export interface Answer {
  /** The receipt, what it grants, when that ends, and the notice that was shown. */
  r?: string;
  g?: readonly Purpose[];
  e?: number;
  n?: string;
  /** Purposes refused, and purposes withdrawn. */
  d?: readonly Purpose[];
  w?: readonly Purpose[];
  /** When somebody who refused may be asked again; milliseconds since the epoch, as all times here. */
  no?: number;
  /** When the answer is forgotten. */
  u: number;
}

/** What is known about the visitor at a moment. */
export interface Person {
  answer: Answer | null;
  /** The visitor objected, or the page's consent manager says that it is a child. */
  opposed: boolean | undefined;
  /** A signal leaves nothing but counting: the browser's own, or a denial that the page's consent manager tells. */
  capped: boolean;
  /** Consent Mode denies storage. */
  veto: boolean;
  now: number;
}

/** What the browser itself says of its visitor, as in {@link Person}. */
export type Signs = [opposed: boolean | undefined, capped: boolean];

/** For each purpose. */
export type Permissions = [Permission, Permission, Permission, Permission];

/** What is permitted for each purpose where nobody has answered; 1 where a receipt would be needed. */
export const unanswered = ({ p }: TrackerPolicy, [opposed, capped]: Signs): Permissions =>
  p.map((permission, index) => (opposed || (capped && index) ? 0 : permission)) as Permissions;

/** As above, with the answer; the part for consent knows it. */
export function permissions(policy: TrackerPolicy, person: Person): Permissions {
  const { answer, opposed, capped, veto, now } = person;
  return unanswered(policy, [opposed, capped]).map((permission, index) => {
    const isIn = (list?: readonly Purpose[]) => list?.includes(PURPOSES[index] as Purpose);
    if ((veto && index > 2) || isIn(answer?.d) || isIn(answer?.w)) return 0;
    // A receipt for another notice, or past its time, proves nothing.
    const holds = answer && answer.n === policy.n && (answer.e as number) > now;
    return permission && holds && isIn(answer.g) ? 2 : permission;
  }) as Permissions;
}

/** Whether an event may be sent, and a visitor's number kept; 1: not before an answer. */
export const verdict = ([measure, organization, , store]: Permissions): [
  send: Permission,
  store: Permission,
] => [Math.max(measure, organization, store) as Permission, store];

/** Whether the policy says not to look at a page. `/he%61lth` is `/health`. */
export function isHidden({ x }: TrackerPolicy, path: string): boolean {
  const decoded = attempt(() => decodeURIComponent(path)) || path;
  return x.some((source) => new RegExp(source).test(decoded));
}
