import type { Permission } from './decision.ts';

/** A view or something that is counted, as it is sent. */
export interface SentEvent {
  id: string;
  name: string;
  url: string;
  referrer: string;
  time: number;
  gpc: boolean;
  dnt: boolean;
  /** What the part for behaviour adds: campaign and topic of a view, and of a count what it is about. */
  c?: string | undefined;
  topic?: string | undefined;
  detail?: string;
  reached?: number;
  before?: number;
  properties?: Readonly<Record<string, unknown>>;
}

export type Delivery = [
  add: (event: SentEvent) => void,
  /** Something was decided, or the page goes away: sends what may go, and forgets what may not. */
  send: (hurry?: unknown) => void,
];

const MAXIMUM_WAITING = 1e3;
/** Events of a request. With addresses of {@link MAXIMUM_ADDRESS}, two requests fit into the 64 kB that a page may leave behind; with usual ones, fifteen. */
const ENOUGH = 14;
/** Characters; the server reads twice as many. */
export const MAXIMUM_ADDRESS = 2e3;

/** Whether an event may go (2), does so only in a hurry (1.5), waits for a decision (1), or is forgotten (0). */
export type Verdict = Permission | 1.5;

/**
 * Sends events in the order they came. What waits for a decision or for another try waits in memory, keeps its ids so
 * that nothing counts twice, is let go only after the server's answer, and is gone with the page.
 *
 * @param verdictOf asked before each try
 * @param exchange asks the server about some of the events, and says which
 */
export function createDelivery(
  verdictOf: (event: SentEvent) => Verdict,
  exchange: (
    events: SentEvent[],
    hurry: unknown,
  ) => [request: Promise<Pick<Response, 'status' | 'headers'>>, events: SentEvent[]],
  later: (work: () => void, milliseconds: number) => void,
): Delivery {
  let waiting: SentEvent[] = [];
  let busy = false;
  let tries = 0;

  const next = (): void => {
    busy = false;
    send();
  };

  const send = (hurry?: unknown): void => {
    waiting = waiting.filter(verdictOf);
    const ready = waiting.filter((event) => verdictOf(event) > (hurry ? 1 : 1.5)).slice(0, ENOUGH);
    // What waits for another try goes at once when the page does; the browser finishes it.
    if ((busy && !hurry) || !ready[0]) return;
    busy = true;
    const [request, events] = exchange(ready, hurry);
    waiting = waiting.filter((event) => !events.includes(event));
    // In a hurry all of it goes, in as many requests as it takes; otherwise this one is waited for.
    if (events[0]) send(hurry);
    request
      .then(({ status, headers }) => {
        // 429 and every 5xx are for now, and the few between them are not said here.
        if (status > 428) throw headers.get('retry-after');
        // Taken, or refused for good: in both cases it is over.
        tries = 0;
        next();
      })
      .catch((asked) => {
        waiting.unshift(...events);
        tries += 1;
        // 1, 2, 4 and so on to 64 seconds, and again from half a second; or as long as the server asks.
        later(next, Math.max(asked * 1000 || 0, 500 * 2 ** (tries & 7)));
      });
  };

  return [
    (event) => {
      if (waiting.length < MAXIMUM_WAITING) waiting.push(event);
    },
    send,
  ];
}
