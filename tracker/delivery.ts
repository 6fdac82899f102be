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

export interface DeliveryOptions {
  endpoint: string;
  site: string;
  fetch: (url: string, init: RequestInit) => Promise<Pick<Response, 'status' | 'headers'>>;
  beacon: ((url: string, body: string) => boolean) | undefined;
  later: (work: () => void, milliseconds: number) => void;
  now: () => number;
  random: () => number;
}

const MAXIMUM_WAITING = 50;
const MAXIMUM_TRIES = 5;

/**
 * Sends views in the order they came. What could not be sent waits in memory and is tried again with the same
 * ids, so that nothing counts twice; it is gone with the page.
 */
export function createDelivery(options: DeliveryOptions): { add(view: PageView): void; flush(): void } {
  let waiting: PageView[] = [];
  let busy = false;
  let tries = 0;

  const bodyOf = (events: PageView[]): string =>
    JSON.stringify({ site: options.site, sentAt: options.now(), events });

  /** After a failure: 1, 2, 4, 8 seconds and a little chance, or as long as the server asks. */
  const again = (asked: number): void => {
    tries += 1;
    if (tries >= MAXIMUM_TRIES) {
      waiting = [];
      tries = 0;
      busy = false;
      return;
    }
    const backoff = 500 * 2 ** tries * (0.5 + options.random());
    options.later(
      () => {
        busy = false;
        send();
      },
      Math.max(asked * 1000, backoff),
    );
  };

  const send = (): void => {
    if (busy || waiting.length === 0) return;
    busy = true;
    const events = waiting;
    options
      .fetch(options.endpoint, {
        method: 'POST',
        body: bodyOf(events),
        keepalive: true,
        credentials: 'omit',
        mode: 'cors',
        referrerPolicy: 'no-referrer',
        headers: { 'content-type': 'text/plain' },
      })
      .then(
        ({ status, headers }) => {
          if (status === 503 || status === 429) return again(Number(headers.get('retry-after')) || 0);
          // Taken, or refused for good: in both cases it is over.
          waiting = waiting.slice(events.length);
          tries = 0;
          busy = false;
          send();
        },
        () => again(0),
      );
  };

  return {
    add: (view) => {
      if (waiting.length < MAXIMUM_WAITING) waiting = waiting.concat(view);
      send();
    },
    /** The page is going away: what waits for another try is handed to the browser. */
    flush: () => {
      if (waiting.length === 0 || tries === 0) return;
      if (options.beacon?.(options.endpoint, bodyOf(waiting))) waiting = [];
    },
  };
}
