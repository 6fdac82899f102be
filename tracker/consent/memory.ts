import { attempt } from '../attempt.ts';
import type { Answer } from '../decision.ts';
import { CHOICE, OBJECTION, VISITOR } from '../device.ts';
import type { PageWindow } from '../page.ts';

/** 13 months, the longest that anything is kept; milliseconds. */
export const LONGEST = 395 * 86_400_000;

/** What the device keeps of this visitor. */
export interface Memory {
  answer(now: number): Answer | null;
  /** Keeps an answer, or forgets it. Where the device keeps nothing, it holds for as long as the page. */
  keep(answer: Answer | null): void;
  /** The visitor's number; undefined when there is none. */
  number(now: number): string | undefined;
  /** As above, and made where there is none. Undefined where it can not be kept: for one page it would tell nothing. */
  makeNumber(now: number): string | undefined;
  forgetNumber(): void;
  objected(): boolean;
  object(): void;
}

export function openMemory(page: PageWindow): Memory {
  let unkept: Answer | null = null;
  let objected = false;

  const read = (name: string): string => attempt(() => page.localStorage.getItem(name)) ?? '';
  const remove = (name: string) => attempt(() => page.localStorage.removeItem(name));
  const write = (name: string, value: string): boolean => {
    attempt(() => page.localStorage.setItem(name, value));
    return read(name) === value;
  };

  /** Number and time it was made, separated by a dot. */
  const number = (now: number): string | undefined => {
    const [, digits, made] = /^([0-9a-f]{32})\.(\d+)$/.exec(read(VISITOR)) ?? [];
    return digits !== undefined && Number(made) + LONGEST > now ? digits : undefined;
  };

  return {
    answer: (now) => {
      const text = read(CHOICE);
      const answer = unkept ?? readAnswer(text);
      if (answer && answer.u > now) return answer;
      if (text !== '') remove(CHOICE);
      return null;
    },
    keep: (answer) => {
      unkept = null;
      if (answer === null) remove(CHOICE);
      else if (!write(CHOICE, JSON.stringify(answer))) unkept = answer;
    },
    number,
    makeNumber: (now) => {
      const known = number(now);
      if (known !== undefined) return known;
      write(VISITOR, `${randomDigits(page.crypto)}.${now}`);
      return number(now);
    },
    forgetNumber: () => remove(VISITOR),
    objected: () => objected,
    object: () => {
      objected = true;
      attempt(() => rememberObjection(page));
    },
  };
}

/** An answer that can not be read is none: what needs one is not permitted then. */
function readAnswer(text: string): Answer | null {
  const answer = attempt((): unknown => JSON.parse(text));
  return typeof answer === 'object' && answer !== null && 'u' in answer ? (answer as Answer) : null;
}

/** 128 random bits, in hexadecimal. */
function randomDigits(crypto: Pick<Crypto, 'getRandomValues'>): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/**
 * An objection on one sub-domain holds on all of them, so the cookie is set for the widest domain that the browser
 * takes: it refuses public suffixes by itself.
 */
function rememberObjection({ document, location }: PageWindow): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const set = (domain: string) => {
    document.cookie = `${OBJECTION}; Max-Age=${LONGEST / 1000}; Path=/; SameSite=Lax${secure}${domain}`;
    return document.cookie.includes(OBJECTION);
  };
  const labels = location.hostname.split('.');
  for (let from = labels.length - 2; from >= 0; from -= 1) {
    if (set(`; Domain=${labels.slice(from).join('.')}`)) return;
  }
  set('');
}
