import type { Alert } from '../../api/contract.ts';

export type StreamStatus = 'connecting' | 'live' | 'down';

/** What the page knows from listening. */
export interface StreamState {
  status: StreamStatus;
  /** Ids of windows that opened while the page was looking, until they were seen. */
  fresh: readonly string[];
  /** The last one that opened, to be said aloud. */
  newest: Alert | null;
}

export type StreamEvent =
  | { type: 'opened' }
  | { type: 'lost' }
  | { type: 'alert'; alert: Alert; known: boolean }
  | { type: 'seen' }
  /** Another site is listened to from now on. */
  | { type: 'turned' };

export const QUIET: StreamState = { status: 'connecting', fresh: [], newest: null };

/** An alert that was known before is a change of state, and is no news. */
export function streamReducer(state: StreamState, event: StreamEvent): StreamState {
  switch (event.type) {
    case 'opened':
      return { ...state, status: 'live' };
    case 'lost':
      return { ...state, status: 'down' };
    case 'turned':
      return QUIET;
    case 'seen':
      return state.fresh.length === 0 ? state : { ...state, fresh: [] };
    case 'alert': {
      const { alert, known } = event;
      if (alert.state !== 'open') {
        return { ...state, fresh: state.fresh.filter((id) => id !== alert.id) };
      }
      if (known || state.fresh.includes(alert.id)) return state;
      return { ...state, fresh: [...state.fresh, alert.id], newest: alert };
    }
  }
}

const RETRY_MS = 3_000;

/** The part of the browser's EventSource that is used here. */
export interface Source {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  close(): void;
}

export interface AlertStreamOptions {
  connect: () => Source;
  onOpen: () => void;
  onLost: () => void;
  onAlert: (alert: Alert) => void;
  /** Runs something later; gives back how to call it off. */
  later: (run: () => void, milliseconds: number) => () => void;
}

const CLOSED = 2;

/**
 * Listens until it is told to stop. The browser comes back by itself after a break (with Last-Event-ID), but
 * gives up after an error answer; then we try again.
 */
export function listenToAlerts(options: AlertStreamOptions): () => void {
  let source: Source | null = null;
  let callOff = (): void => undefined;

  const start = (): void => {
    const current = options.connect();
    source = current;
    current.addEventListener('open', options.onOpen);
    current.addEventListener('alert', ({ data }) => {
      if (typeof data === 'string') options.onAlert(JSON.parse(data) as Alert);
    });
    current.addEventListener('error', () => {
      options.onLost();
      if (current.readyState === CLOSED) callOff = options.later(start, RETRY_MS);
    });
  };

  start();
  return () => {
    callOff();
    source?.close();
  };
}
