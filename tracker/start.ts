import type { ConsentHook } from './api.ts';
import { attempt } from './attempt.ts';
import type { Part } from './core.ts';
import { isHidden, type Person, permissions, type TrackerPolicy, verdict } from './decision.ts';
import { createDelivery, type PageView } from './delivery.ts';
import { CHOICE, OBJECTION, VISITOR } from './device.ts';
import { loadPart } from './load-part.ts';
import { isManaged } from './managed.ts';
import { watchNavigation } from './navigation.ts';
import type { PageWindow } from './page.ts';
import { readSignals } from './signals.ts';

/** Key and policy, where the script was served for one site. */
export type Embedded = [site: string, policy: TrackerPolicy];

/**
 * Starts once for a page, however often the tag is on it.
 *
 * @param integrity of the part for consent, as it was when this script was built
 */
export function startTracker(page: PageWindow, integrity: string, embedded?: Embedded): void {
  const { document, location, navigator } = page;
  const script = document.currentScript as HTMLScriptElement | null;
  const site = embedded?.[0] || script?.getAttribute('data-site');
  if (!script || !site || page.clearpane) return;
  let policy = embedded?.[1];
  let part: Part | undefined;
  let loading: Promise<unknown> | undefined;

  const base = new URL(script.src).origin;
  const request = (path: string, body?: string): Promise<Response> =>
    page.fetch(base + path, {
      // With cookies, so that an objection elsewhere on the same site is seen.
      credentials: 'include',
      referrerPolicy: 'no-referrer',
      ...(body && { method: 'POST', body, keepalive: true }),
    });

  const person = (): Person => {
    const { gpc, dnt } = readSignals(navigator);
    const found = {
      answer: null,
      opposed: attempt(() => document.cookie.includes(OBJECTION)),
      capped: gpc || dnt,
      veto: false,
      now: Date.now(),
    };
    return part ? part.narrow(found) : found;
  };
  const standing = () => verdict(permissions(policy as TrackerPolicy, person()));
  const hasAnswer = () => attempt(() => page.localStorage.getItem(CHOICE));

  const learn = async (query = ''): Promise<Response> => {
    const response = await request(`/v1/policy/${site}${query}`);
    const learnt: TrackerPolicy = await response.json();
    // Anything but a policy throws here.
    if (learnt.p.length) policy = learnt;
    decided();
    return response;
  };

  const decided = (): void => {
    if (policy) {
      const [, store] = standing();
      // What an answer says is not known before the part is there.
      if (store < 2 && (!store || part || !hasAnswer())) attempt(() => page.localStorage.removeItem(VISITOR));
      if (policy.p.includes(1) && script.hasAttribute('data-banner')) load();
    }
    delivery.send();
  };

  const load = async (): Promise<Part | undefined> => {
    loading =
      loading ||
      loadPart(
        {
          page,
          script,
          site,
          base,
          request,
          person,
          learn,
          decided,
          policy: () => policy,
          joined: (loaded) => {
            part = loaded;
          },
        },
        integrity,
      );
    await loading;
    // After a failure it is tried again when it is next needed.
    loading = part && loading;
    return part;
  };

  const delivery = createDelivery(
    ({ url }) => {
      if (!policy) return 2;
      const [send, store] = standing();
      if (!send || isHidden(policy, url.slice(location.origin.length))) return 0;
      if (part) return part.waits() ? 1 : send;
      if (store < 2 && !isManaged(page) && !hasAnswer()) return send;
      load();
      return 1;
    },
    (events) =>
      policy
        ? [
            request('/v1/events', JSON.stringify({ site, sentAt: Date.now(), events, ...part?.fields() })),
            events,
          ]
        : [learn(), []],
    // A little chance, so that not all pages come back at once.
    (work, milliseconds) => page.setTimeout(work, milliseconds + 500 * Math.random()),
  );

  const pageview = (): void =>
    void attempt(() => {
      const { origin, pathname } = location;
      const from = new URL(document.referrer || origin).origin;
      const view: PageView = {
        // 128 random bits; they name the view, not the visitor.
        id: page.crypto.getRandomValues(new Uint32Array(4)).join('-'),
        name: 'page_view',
        // No query and no fragment: they can hold anything, names and secrets too.
        url: origin + pathname,
        referrer: from === origin ? '' : from,
        time: Date.now(),
        ...readSignals(navigator),
      };
      delivery.add(view);
      decided();
    });

  const call =
    (name: keyof Part) =>
    // A page is never troubled: what could not be done is told by undefined.
    async (...values: unknown[]): Promise<undefined> =>
      ((await load())?.[name] as ((...given: unknown[]) => Promise<undefined>) | undefined)?.(...values);

  const consent = {} as Record<keyof ConsentHook, ReturnType<typeof call>>;
  for (const name of ['give', 'refuse', 'withdraw', 'status', 'ask', 'onChange', 'onAsk'] as const)
    consent[name] = call(name);
  page.clearpane = {
    pageview,
    consent: consent as ConsentHook,
    object: call('object'),
    forget: call('forget'),
  };
  page.addEventListener('pagehide', delivery.send);
  document.addEventListener('click', (event) => {
    const element = (event.target as Partial<Element>).closest?.(
      '[data-clearpane-object],[data-clearpane-consent]',
    );
    if (!element) return;
    event.preventDefault();
    call('press')(element);
  });
  watchNavigation(page, pageview);
}
