import { attempt } from '../attempt.ts';
import type { SentEvent } from '../delivery.ts';
import { EVENT } from '../device.ts';
import type { PageWindow } from '../page.ts';

/** Milliseconds. Longer than the server knows an event again, nothing may wait. */
const LIFE = 86_400_000;
/** Events on the device, of all pages of the site. */
const MOST = 100;
/** Characters of all of them together. */
const MOST_TEXT = 64_000;

/**
 * Events on the device until the server has them, so that the next page can send what this one could not. Each is an
 * entry of its own: two pages that are open at once never write over one another's. Where the device keeps nothing, or
 * no more, they wait in memory only.
 */
export interface Queue {
  keep(event: SentEvent): void;
  /** Whether it was kept already, as it is now. */
  holds(event: SentEvent): boolean;
  /** The server answered. */
  drop(ids: readonly string[]): void;
  /** What other pages left behind. Removes what is too old or can not be read. */
  left(now: number): SentEvent[];
  clear(): void;
}

export function openQueue(page: PageWindow): Queue {
  /** As this page wrote them, by id: none is written again that another page has sent and removed since. */
  const written = new Map<string, string>();

  const names = (): string[] =>
    attempt(() => Object.keys(page.localStorage).filter((name) => name.startsWith(EVENT))) ?? [];
  const read = (name: string): string => attempt(() => page.localStorage.getItem(name)) ?? '';
  const remove = (name: string): void => attempt(() => page.localStorage.removeItem(name));

  /** With a campaign, if an empty one: so nobody adds the next page's. */
  const textOf = (event: SentEvent): string => JSON.stringify({ ...event, c: event.c ?? '' });
  const isOurs = (event: SentEvent, name: string, now: number): boolean =>
    EVENT + event.id === name &&
    event.url.startsWith(page.location.origin) &&
    Math.abs(now - event.time) < LIFE;

  return {
    holds: (event) => written.get(event.id) === textOf(event),
    keep: (event) => {
      const text = textOf(event);
      written.set(event.id, text);
      const name = EVENT + event.id;
      const others = names().filter((each) => each !== name);
      const size = others.reduce((sum, each) => sum + read(each).length, text.length);
      if (others.length < MOST && size <= MOST_TEXT) attempt(() => page.localStorage.setItem(name, text));
    },
    drop: (ids) => {
      for (const id of ids) {
        written.delete(id);
        remove(EVENT + id);
      }
    },
    left: (now) =>
      names().flatMap((name) => {
        const event = attempt((): SentEvent => JSON.parse(read(name)));
        if (event && attempt(() => isOurs(event, name, now))) return written.has(event.id) ? [] : event;
        remove(name);
        return [];
      }),
    clear: () => {
      written.clear();
      names().forEach(remove);
    },
  };
}
