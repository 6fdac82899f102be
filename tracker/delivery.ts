import type { Permission } from './decision.ts';

/** One view, as it is sent. */
export interface PageView {
  id: string;
  name: 'page_view';
  url: string;
  referrer: string;
  time: number;
  gpc: boolean;
  dnt: boolean;
}

export interface Delivery {
  add(view: PageView): void;
  /** Something was decided, or the page goes away: sends what may go, and forgets what may not. */
  send(hurry?: unknown): void;
}

const MAXIMUM_WAITING = 50;
const MAXIMUM_TRIES = 5;

/**
 * Sends views in the order they came. What waits for a decision or for another try waits in memory, keeps its ids so
 * that nothing counts twice, and is gone with the page.
 *
 * @param verdictOf whether a view may go (2), waits for a decision (1), or is forgotten (0); asked before each try
 * @param exchange asks the server, and says which views that was about
 */
export function createDelivery(
  verdictOf: (view: PageView) => Permission,
  exchange: (
    views: PageView[],
  ) => [request: Promise<Pick<Response, 'status' | 'headers'>>, views: PageView[]],
  later: (work: () => void, milliseconds: number) => void,
): Delivery {
  let waiting: PageView[] = [];
  let busy = false;
  let tries = 0;

  const next = (): void => {
    busy = false;
    send();
  };

  const send = (hurry?: unknown): void => {
    // What waits for another try goes at once when the page does; the browser finishes it.
    if (busy && !(hurry && tries)) return;
    waiting = waiting.filter(verdictOf);
    if (!waiting[0] || verdictOf(waiting[0]) < 2) return;
    busy = true;
    const [request, views] = exchange(waiting);
    request
      .then(({ status, headers }) => {
        if (status === 503 || status === 429) throw headers.get('retry-after');
        // Taken, or refused for good: in both cases it is over.
        waiting = waiting.filter((view) => !views.includes(view));
        tries = 0;
        next();
      })
      .catch((asked) => {
        tries += 1;
        // 1, 2, 4, 8 seconds, or as long as the server asks.
        const wait = Math.max(asked * 1000 || 0, 500 * 2 ** tries);
        if (tries < MAXIMUM_TRIES) return later(next, wait);
        // Enough for now: the next view tries again.
        tries = 0;
        busy = false;
      });
  };

  return {
    add: (view) => {
      // A new list: the one before may be on its way.
      if (waiting.length < MAXIMUM_WAITING) waiting = waiting.concat(view);
    },
    send,
  };
}
