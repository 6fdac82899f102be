import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type PageWindow, startTracker } from './start.ts';

type Listener = (event: { persisted?: boolean }) => void;

interface Sent {
  url: string;
  init: RequestInit;
  body: { site: string; sentAt: number; events: Record<string, unknown>[] };
}

/** A page just real enough; whatever is not here must not be touched. */
function fakePage(
  options: { address?: string; referrer?: string; gpc?: boolean; prerendering?: boolean } = {},
) {
  const listeners = new Map<string, Listener[]>();
  const listen = (name: string, listener: Listener) =>
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  let address = new URL(options.address ?? 'https://shop.example/pricing?plan=secret#top');
  const go = (_state: unknown, _title: string, url: string) => {
    address = new URL(url, address);
  };
  const sent: Sent[] = [];
  const answers: (number | 'offline')[] = [];
  const timers: { work: () => void; milliseconds: number }[] = [];
  const forbidden = (name: string) => ({
    get: () => {
      throw new Error(`the tracker touched ${name}`);
    },
  });
  const page = {
    get location() {
      return { origin: address.origin, pathname: address.pathname };
    },
    history: { pushState: go, replaceState: go },
    addEventListener: listen,
    document: {
      addEventListener: listen,
      prerendering: options.prerendering ?? false,
      referrer: options.referrer ?? '',
      currentScript: {
        src: 'https://in.example/0123/clearpane.js',
        getAttribute: (name: string) => (name === 'data-site' ? 'cp_key' : null),
      },
    },
    navigator: { globalPrivacyControl: options.gpc, doNotTrack: null, sendBeacon: vi.fn(() => true) },
    crypto: globalThis.crypto,
    setTimeout: (work: () => void, milliseconds: number) => timers.push({ work, milliseconds }),
    fetch: async (url: string, init: RequestInit) => {
      sent.push({ url, init, body: JSON.parse(String(init.body)) });
      const answer = answers.shift() ?? 204;
      if (answer === 'offline') throw new TypeError('offline');
      return { status: answer, headers: new Headers(answer === 503 ? { 'retry-after': '7' } : {}) };
    },
  };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'screen', 'caches']) {
    Object.defineProperty(page, name, forbidden(name));
  }
  for (const name of ['cookie', 'fonts', 'createElement']) {
    Object.defineProperty(page.document, name, forbidden(`document.${name}`));
  }
  for (const name of ['userAgent', 'languages', 'plugins', 'hardwareConcurrency', 'deviceMemory']) {
    Object.defineProperty(page.navigator, name, forbidden(`navigator.${name}`));
  }
  const emit = (name: string, event: { persisted?: boolean } = {}) => {
    for (const listener of listeners.get(name) ?? []) listener(event);
  };
  const start = () => startTracker(page as unknown as PageWindow);
  const views = () => sent.flatMap(({ body }) => body.events.map((event) => event.url));
  return { page, sent, answers, timers, emit, start, views };
}

let fake: ReturnType<typeof fakePage>;
beforeEach(() => {
  fake = fakePage();
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a view', () => {
  test('is what the server reads, without query or fragment, as a simple request', () => {
    fake.start();
    expect(fake.sent).toHaveLength(1);
    const [{ url, init, body } = {} as Sent] = fake.sent;
    expect(url).toBe('https://in.example/v1/events');
    expect(init).toMatchObject({ method: 'POST', keepalive: true, credentials: 'omit' });
    expect(init.headers).toEqual({ 'content-type': 'text/plain' });
    expect(body).toEqual({
      site: 'cp_key',
      sentAt: expect.any(Number),
      events: [
        {
          id: expect.stringMatching(/^[0-9a-f]{32}$/),
          name: 'page_view',
          url: 'https://shop.example/pricing',
          referrer: '',
          time: expect.any(Number),
          gpc: false,
          dnt: false,
        },
      ],
    });
  });

  test('carries the signal of the browser', () => {
    fake = fakePage({ gpc: true });
    fake.start();
    expect(fake.sent[0]?.body.events[0]?.gpc).toBe(true);
  });

  test.each([
    ['https://news.example/story?id=7', 'https://news.example'],
    ['https://shop.example/start', ''],
    ['android-app://com.example/', ''],
    ['', ''],
  ])('referrer %j is sent as %j', (referrer, expected) => {
    fake = fakePage({ referrer });
    fake.start();
    expect(fake.sent[0]?.body.events[0]?.referrer).toBe(expected);
  });
});

describe('navigation', () => {
  test('without loading counts once for each page', async () => {
    fake.start();
    for (const url of ['/docs', '/docs?page=2', '/docs#end', '/contact']) {
      fake.page.history.pushState(null, '', url);
      await settled();
    }
    fake.page.history.replaceState(null, '', '/docs');
    await settled();
    fake.emit('popstate');
    await settled();
    expect(fake.views()).toEqual([
      'https://shop.example/pricing',
      'https://shop.example/docs',
      'https://shop.example/contact',
      'https://shop.example/docs',
    ]);
  });

  test('a page from the memory of the browser is another view; a loaded one is not', async () => {
    fake.start();
    await settled();
    fake.emit('pageshow', { persisted: false });
    fake.emit('pageshow', { persisted: true });
    await settled();
    expect(fake.views()).toHaveLength(2);
  });

  test('a page that is rendered ahead is no view before somebody sees it', () => {
    fake = fakePage({ prerendering: true });
    fake.start();
    expect(fake.sent).toHaveLength(0);
    fake.emit('prerenderingchange');
    expect(fake.sent).toHaveLength(1);
  });

  test('a tag that is on the page twice counts once', () => {
    fake.start();
    fake.start();
    expect(fake.sent).toHaveLength(1);
  });
});

describe('delivery', () => {
  test('tries again with the same ids, as late as the server asks', async () => {
    fake.answers.push(503, 'offline', 204);
    fake.start();
    await settled();
    expect(fake.timers[0]?.milliseconds).toBe(7000);
    fake.timers[0]?.work();
    await settled();
    expect(fake.timers[1]?.milliseconds).toBeGreaterThanOrEqual(1000);
    fake.timers[1]?.work();
    await settled();
    expect(fake.timers).toHaveLength(2);
    expect(new Set(fake.sent.map(({ body }) => body.events[0]?.id)).size).toBe(1);
    expect(fake.sent).toHaveLength(3);
  });

  test('gives up after five tries, and goes on with the next view', async () => {
    fake.answers.push(...Array.from({ length: 5 }, () => 'offline' as const));
    fake.start();
    await settled();
    for (let i = 0; i < fake.timers.length; i += 1) {
      fake.timers[i]?.work();
      await settled();
    }
    expect(fake.sent).toHaveLength(5);
    fake.page.history.pushState(null, '', '/docs');
    await settled();
    expect(fake.sent.at(-1)?.body.events.map((event) => event.url)).toEqual(['https://shop.example/docs']);
  });

  test('hands what waits for another try to the browser when the page goes', async () => {
    fake.answers.push('offline');
    fake.start();
    await settled();
    fake.emit('pagehide');
    expect(fake.page.navigator.sendBeacon).toHaveBeenCalledOnce();
    expect(String(fake.page.navigator.sendBeacon.mock.calls[0]?.at(1))).toContain(
      String(fake.sent[0]?.body.events[0]?.id),
    );
  });

  test('refused for good is over', async () => {
    fake.answers.push(400);
    fake.start();
    await settled();
    expect(fake.timers).toHaveLength(0);
  });
});

test('a tag without a site key does nothing', () => {
  fake.page.document.currentScript.getAttribute = () => null;
  fake.start();
  expect(fake.sent).toHaveLength(0);
  expect('clearpane' in fake.page).toBe(false);
});
