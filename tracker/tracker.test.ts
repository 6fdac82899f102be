import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TrackerPolicy } from './decision.ts';
import type { PageWindow } from './page.ts';
import { startTracker } from './start.ts';

type Listener = (event: { persisted?: boolean }) => void;

interface Sent {
  url: string;
  init: RequestInit;
  body: { site: string; sentAt: number; events: Record<string, unknown>[] };
}

/** Organizations may be named without an answer; nothing is kept on the device. */
const OPEN: TrackerPolicy = { v: 1, n: 'hash', p: [2, 2, 2, 0], x: [], m: [6, 6], t: [1, 0] };

/** A page just real enough; whatever is not here must not be touched. */
function fakePage(
  options: {
    address?: string;
    referrer?: string;
    gpc?: boolean;
    prerendering?: boolean;
    cookie?: string;
    choice?: string;
    policy?: TrackerPolicy | null;
    /** An element that declares a topic. */
    declares?: object;
  } = {},
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
  /** What must not be touched at all; touching may be caught by the tracker, so it is noted. */
  const touched: string[] = [];
  const forbidden = (name: string) => ({
    get: () => {
      touched.push(name);
      throw new Error(`the tracker touched ${name}`);
    },
  });
  const stored = new Map(options.choice ? [['clearpane_choice', options.choice]] : []);
  stored.set('clearpane_visitor', 'left from before');
  const loaded: {
    src?: string;
    integrity?: string;
    core?: object;
    onload?: () => void;
    onerror?: () => void;
  }[] = [];
  const page = {
    location: {
      get origin() {
        return address.origin;
      },
      get pathname() {
        return address.pathname;
      },
      get host() {
        return address.host;
      },
    },
    history: { pushState: go, replaceState: go },
    addEventListener: listen,
    document: {
      addEventListener: listen,
      prerendering: options.prerendering ?? false,
      referrer: options.referrer ?? '',
      currentScript: {
        src: 'https://in.example/0123/clearpane.js',
        dataset: { site: 'cp_key' } as { site?: string },
      },
      cookie: options.cookie ?? '',
      createElement: () => ({}),
      querySelector: () => options.declares ?? null,
      head: { append: (element: (typeof loaded)[number]) => loaded.push(element) },
    },
    localStorage: {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: () => touched.push('localStorage.setItem'),
      removeItem: (name: string) => stored.delete(name),
    },
    navigator: { globalPrivacyControl: options.gpc, doNotTrack: null },
    crypto: globalThis.crypto,
    setTimeout: (work: () => void, milliseconds: number) => timers.push({ work, milliseconds }),
    fetch: async (url: string, init: RequestInit) => {
      sent.push({ url, init, body: JSON.parse(String(init.body ?? null)) });
      const answer = answers.shift() ?? 204;
      if (answer === 'offline') throw new TypeError('offline');
      const headers = new Headers(answer === 503 ? { 'retry-after': '7' } : {});
      return { status: answer, headers, json: async () => (answer === 503 ? {} : OPEN) };
    },
  };
  for (const name of ['sessionStorage', 'indexedDB', 'screen', 'caches']) {
    Object.defineProperty(page, name, forbidden(name));
  }
  for (const name of ['fonts']) {
    Object.defineProperty(page.document, name, forbidden(`document.${name}`));
  }
  for (const name of ['userAgent', 'languages', 'plugins', 'hardwareConcurrency', 'deviceMemory']) {
    Object.defineProperty(page.navigator, name, forbidden(`navigator.${name}`));
  }
  const emit = (name: string, event: { persisted?: boolean } = {}) => {
    for (const listener of listeners.get(name) ?? []) listener(event);
  };
  const { policy = OPEN } = options;
  const start = () =>
    startTracker(
      page as unknown as PageWindow,
      ['sha256-part', 'sha256-behaviour'],
      policy ? ['cp_key', policy] : undefined,
    );
  const views = () => sent.flatMap(({ body }) => body.events.map((event) => event.url));
  return { page, sent, answers, timers, emit, start, views, touched, stored, loaded };
}

let fake: ReturnType<typeof fakePage>;
beforeEach(() => {
  fake = fakePage();
});
afterEach(() => {
  expect(fake.touched).toEqual([]);
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a view', () => {
  test('is what the server reads, without query or fragment, as a simple request', () => {
    fake.start();
    expect(fake.sent).toHaveLength(1);
    const [{ url, init, body } = {} as Sent] = fake.sent;
    expect(url).toBe('https://in.example/v1/events');
    expect(init).toMatchObject({ method: 'POST', keepalive: true, credentials: 'include' });
    // Text without a type of its own is text/plain, which needs no preflight.
    expect(init.headers).toBeUndefined();
    expect(typeof init.body).toBe('string');
    expect(body).toEqual({
      site: 'cp_key',
      sentAt: expect.any(Number),
      events: [
        {
          id: expect.stringMatching(/^\d{1,10}(-\d{1,10}){3}$/),
          name: 'page_view',
          url: 'https://shop.example/pricing',
          // The server passes over the site itself.
          referrer: 'https://shop.example',
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
    ['https://shop.example/start', 'https://shop.example'],
    // No host: the server passes over it.
    ['android-app://com.example/', 'null'],
    ['', 'https://shop.example'],
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
    expect(fake.timers[0]?.milliseconds).toBeGreaterThanOrEqual(7000);
    fake.timers[0]?.work();
    await settled();
    expect(fake.timers[1]?.milliseconds).toBeGreaterThanOrEqual(1000);
    fake.timers[1]?.work();
    await settled();
    expect(fake.timers).toHaveLength(2);
    expect(new Set(fake.sent.map(({ body }) => body.events[0]?.id)).size).toBe(1);
    expect(fake.sent).toHaveLength(3);
  });

  test('never gives up, and never waits longer than two minutes of its own', async () => {
    fake.answers.push(...Array.from({ length: 30 }, (_, index) => (index % 3 ? ('offline' as const) : 502)));
    fake.start();
    await settled();
    for (let i = 0; i < 30; i += 1) {
      fake.timers[i]?.work();
      await settled();
    }
    expect(fake.sent).toHaveLength(31);
    expect(new Set(fake.sent.map(({ body }) => body.events[0]?.id)).size).toBe(1);
    expect(Math.max(...fake.timers.map(({ milliseconds }) => milliseconds))).toBeLessThanOrEqual(128_000);
  });

  test('what comes while something waits is sent after it, in batches, each event once', async () => {
    fake.answers.push('offline');
    fake.start();
    await settled();
    for (let page = 0; page < 40; page += 1) fake.page.history.pushState(null, '', `/docs/${page}`);
    expect(fake.sent).toHaveLength(1);
    fake.timers[0]?.work();
    for (let i = 0; i < 4; i += 1) await settled();
    const batches = fake.sent.slice(1).map(({ body }) => body.events.map(({ url }) => url));
    expect(batches.map((urls) => urls.length)).toEqual([14, 14, 13]);
    expect(new Set(batches.flat()).size).toBe(41);
  });

  test('a request is within half of what a page may leave behind, however long addresses are', async () => {
    fake.answers.push('offline');
    fake.start();
    await settled();
    for (let page = 0; page < 30; page += 1)
      fake.page.history.pushState(null, '', `/${page}/${'%C3%A4'.repeat(3000)}`);
    fake.timers[0]?.work();
    for (let i = 0; i < 4; i += 1) await settled();
    for (const { init } of fake.sent) expect(String(init.body).length).toBeLessThan(32 * 1024);
    expect(fake.sent.length).toBeGreaterThan(3);
  });

  test('sends what waits for another try at once when the page goes', async () => {
    fake.answers.push('offline');
    fake.start();
    await settled();
    fake.emit('pagehide');
    expect(fake.sent).toHaveLength(2);
    expect(fake.sent[1]?.init.keepalive).toBe(true);
    expect(fake.sent[1]?.body.events[0]?.id).toBe(fake.sent[0]?.body.events[0]?.id);
  });

  test('refused for good is over', async () => {
    fake.answers.push(400);
    fake.start();
    await settled();
    expect(fake.timers).toHaveLength(0);
  });
});

test('a tag without a site key does nothing', () => {
  fake = fakePage({ policy: null });
  fake.page.document.currentScript.dataset = {};
  fake.start();
  expect(fake.sent).toHaveLength(0);
  expect('clearpane' in fake.page).toBe(false);
});

describe('what the policy permits', () => {
  const closed: TrackerPolicy = { ...OPEN, p: [0, 0, 0, 0] };

  test('nothing is sent and nothing loaded where nothing is permitted, and what was kept is removed', () => {
    fake = fakePage({ policy: closed });
    fake.start();
    expect(fake.sent).toEqual([]);
    expect(fake.loaded).toEqual([]);
    expect([...fake.stored]).toEqual([]);
  });

  test('nothing is sent after an objection', () => {
    fake = fakePage({ cookie: 'a=b; clearpane_objection=1' });
    fake.start();
    expect(fake.sent).toEqual([]);
    expect([...fake.stored]).toEqual([]);
  });

  test.each(['/health', '/he%61lth', '/health/cancer'])('%s is not looked at', (path) => {
    fake = fakePage({
      address: `https://shop.example${path}`,
      policy: { ...OPEN, x: ['^(?:\\/health)$', '^(?:\\/health\\/.*)$'] },
    });
    fake.start();
    expect(fake.sent).toEqual([]);
    fake.page.history.pushState(null, '', '/other');
    expect(fake.views()).toEqual(['https://shop.example/other']);
  });

  test('waits in memory where an answer is needed, and loads nothing for that', () => {
    fake = fakePage({ policy: { ...OPEN, p: [1, 1, 1, 1] } });
    fake.start();
    expect(fake.sent).toEqual([]);
    expect(fake.loaded).toEqual([]);
  });

  test('an answer that is kept is read by the part for consent; until then nothing goes, and the number stays', () => {
    fake = fakePage({ policy: { ...OPEN, p: [2, 1, 1, 1] }, choice: '{}' });
    fake.start();
    expect(fake.sent).toEqual([]);
    expect(fake.loaded).toMatchObject([
      { src: 'https://in.example/consent/sha256-part', integrity: 'sha256-part', crossOrigin: '' },
    ]);
    expect(fake.stored.has('clearpane_visitor')).toBe(true);
  });

  test('a part that can not be loaded is tried again with the next view', async () => {
    fake = fakePage({ choice: '{}' });
    fake.start();
    fake.loaded[0]?.onerror?.();
    await settled();
    fake.page.history.pushState(null, '', '/docs');
    expect(fake.loaded).toHaveLength(2);
    expect(fake.sent).toEqual([]);
  });
});

describe('the part for behaviour', () => {
  const counting: TrackerPolicy = { ...OPEN, b: [['engaged'], [], []] };

  test('is loaded where the policy counts more than views, and the view waits for it', async () => {
    fake = fakePage({ policy: counting });
    fake.start();
    expect(fake.loaded).toMatchObject([
      { src: 'https://in.example/consent/sha256-behaviour', integrity: 'sha256-behaviour' },
    ]);
    expect(fake.sent).toEqual([]);
    fake.loaded[0]?.onload?.();
    await settled();
    expect(fake.views()).toEqual(['https://shop.example/pricing']);
  });

  test('that can not be loaded keeps no view from being counted', async () => {
    fake = fakePage({ policy: counting });
    fake.start();
    fake.loaded[0]?.onerror?.();
    await settled();
    fake.page.history.pushState(null, '', '/docs');
    await settled();
    expect(fake.views()).toHaveLength(2);
    expect(fake.loaded).toHaveLength(1);
  });

  test('is loaded where a page declares its topic', () => {
    fake = fakePage({ declares: {} });
    fake.start();
    expect(fake.loaded).toHaveLength(1);
  });

  test('is not loaded before anything may be sent', () => {
    for (const p of [
      [1, 0, 0, 0],
      [0, 0, 0, 0],
    ] as TrackerPolicy['p'][]) {
      fake = fakePage({ policy: { ...counting, p } });
      fake.start();
      expect(fake.loaded).toEqual([]);
    }
  });

  test('an event of the site goes nowhere without it', async () => {
    fake.start();
    (fake.page as { clearpane?: { event(name: string, properties: object): void } }).clearpane?.event('x', {
      mail: 'ann@example.org',
    });
    await settled();
    expect(fake.sent).toHaveLength(1);
  });
});

describe('a policy that has to be fetched', () => {
  test('comes before anything is sent', async () => {
    fake = fakePage({ policy: null });
    fake.start();
    expect(fake.sent.map(({ url }) => url)).toEqual(['https://in.example/v1/policy/cp_key']);
    await settled();
    expect(fake.sent.map(({ url }) => url).slice(1)).toEqual(['https://in.example/v1/events']);
  });

  test('is asked for again when it did not come, and the view waits', async () => {
    fake = fakePage({ policy: null });
    fake.answers.push('offline', 503);
    fake.start();
    await settled();
    fake.timers[0]?.work();
    await settled();
    fake.timers[1]?.work();
    await settled();
    expect(fake.sent.map(({ url }) => new URL(url).pathname)).toEqual([
      '/v1/policy/cp_key',
      '/v1/policy/cp_key',
      '/v1/policy/cp_key',
      '/v1/events',
    ]);
  });
});
