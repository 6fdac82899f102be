import { createDelivery, type PageView } from './delivery.ts';
import { type NavigationWindow, watchNavigation } from './navigation.ts';
import { readSignals } from './signals.ts';

/** What the script takes from a page, and nothing else: no cookie, no storage, no screen, no fonts. */
export type PageWindow = NavigationWindow & {
  document: Pick<Document, 'currentScript' | 'referrer'>;
  navigator: Pick<Navigator, 'doNotTrack'> & { sendBeacon?: Navigator['sendBeacon'] };
  crypto: Pick<Crypto, 'getRandomValues'>;
  fetch: Window['fetch'];
  setTimeout: Window['setTimeout'];
  /** The one global name that is set. */
  clearpane?: { pageview: () => void };
};

/** Starts once for a page, however often the tag is on it. */
export function startTracker(page: PageWindow): void {
  const script = page.document.currentScript as HTMLScriptElement | null;
  const site = script?.getAttribute('data-site');
  if (!script || !site || page.clearpane) return;

  const delivery = createDelivery({
    endpoint: script.getAttribute('data-endpoint') ?? `${new URL(script.src).origin}/v1/events`,
    site,
    fetch: (url, init) => page.fetch(url, init),
    beacon: page.navigator.sendBeacon?.bind(page.navigator),
    later: (work, milliseconds) => page.setTimeout(work, milliseconds),
    now: Date.now,
    random: Math.random,
  });

  const pageview = (): void => {
    const { origin, pathname } = page.location;
    const view: PageView = {
      id: randomId(page.crypto),
      name: 'page_view',
      // No query and no fragment: they can hold anything, names and secrets too.
      url: origin + pathname,
      referrer: foreignOrigin(page.document.referrer, origin),
      time: Date.now(),
      ...readSignals(page.navigator),
    };
    delivery.add(view);
  };

  page.clearpane = { pageview };
  page.addEventListener('pagehide', delivery.flush);
  watchNavigation(page, pageview);
}

/** 128 random bits; they name the view, not the visitor. */
function randomId(crypto: Pick<Crypto, 'getRandomValues'>): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    (byte + 256).toString(16).slice(1),
  ).join('');
}

function foreignOrigin(referrer: string, own: string): string {
  if (!referrer) return '';
  const { origin } = new URL(referrer);
  return origin === own || origin === 'null' ? '' : origin;
}
