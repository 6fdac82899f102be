import { describe, expect, test, vi } from 'vitest';
import { alertFixture } from './alert.fixture.ts';
import { listenToAlerts, QUIET, type Source, streamReducer } from './alert-stream.ts';

describe('streamReducer', () => {
  const opened = (id: string, known = false) =>
    ({ type: 'alert', alert: alertFixture({ id }), known }) as const;

  test('a window that opens is fresh and announced once', () => {
    const once = streamReducer(QUIET, opened('a'));
    expect(once).toMatchObject({ fresh: ['a'], newest: { id: 'a' } });
    expect(streamReducer(once, opened('a'))).toBe(once);
  });

  test('a known one is no news', () => {
    expect(streamReducer(QUIET, opened('a', true))).toBe(QUIET);
  });

  test('one that was taken care of is fresh no more', () => {
    const alert = alertFixture({ id: 'a', state: 'acknowledged' });
    const state = streamReducer(streamReducer(QUIET, opened('a')), { type: 'alert', alert, known: true });
    expect(state.fresh).toEqual([]);
  });

  test('seeing the list clears what is fresh', () => {
    expect(streamReducer(streamReducer(QUIET, opened('a')), { type: 'seen' }).fresh).toEqual([]);
  });

  test('another site starts quietly', () => {
    const busy = streamReducer(streamReducer(QUIET, { type: 'opened' }), opened('a'));
    expect(streamReducer(busy, { type: 'turned' })).toEqual(QUIET);
  });

  test('the status follows the connection', () => {
    const lost = streamReducer(streamReducer(QUIET, { type: 'opened' }), { type: 'lost' });
    expect(lost.status).toBe('down');
    expect(streamReducer(lost, { type: 'opened' }).status).toBe('live');
  });
});

/** A connection that does what the test says. */
class FakeSource implements Source {
  readyState = 0;
  closed = false;
  readonly #listeners = new Map<string, (event: { data?: unknown }) => void>();

  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.#listeners.set(type, listener);
  }

  close(): void {
    this.closed = true;
  }

  emit(type: string, data?: unknown): void {
    this.#listeners.get(type)?.({ data });
  }
}

function listening() {
  const sources: FakeSource[] = [];
  const waiting: (() => void)[] = [];
  const callOff = vi.fn();
  const heard = { onOpen: vi.fn(), onLost: vi.fn(), onAlert: vi.fn() };
  const stop = listenToAlerts({
    ...heard,
    connect: () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
    later: (run) => {
      waiting.push(run);
      return callOff;
    },
  });
  return { sources, waiting, callOff, stop, ...heard };
}

describe('listenToAlerts', () => {
  test('hands on alerts', () => {
    const { sources, onAlert } = listening();
    sources[0]?.emit('alert', JSON.stringify(alertFixture()));
    expect(onAlert).toHaveBeenCalledWith(alertFixture());
  });

  test('leaves a short break to the browser', () => {
    const { sources, waiting, onLost } = listening();
    sources[0]?.emit('error');
    expect(onLost).toHaveBeenCalledOnce();
    expect(waiting).toEqual([]);
  });

  test('connects anew when the browser has given up', () => {
    const { sources, waiting, onOpen } = listening();
    if (sources[0]) sources[0].readyState = 2;
    sources[0]?.emit('error');
    waiting[0]?.();
    sources[1]?.emit('open');
    expect(sources).toHaveLength(2);
    expect(onOpen).toHaveBeenCalledOnce();
  });

  test('stops for good', () => {
    const { sources, stop, callOff } = listening();
    if (sources[0]) sources[0].readyState = 2;
    sources[0]?.emit('error');
    stop();
    expect(sources[0]?.closed).toBe(true);
    expect(callOff).toHaveBeenCalledOnce();
  });
});
