import type { Clearpane, ConsentHook } from './api.ts';
import { attempt } from './attempt.ts';
import type { Core, Part } from './core.ts';
import { isHidden, type TrackerPolicy, unanswered, verdict } from './decision.ts';
import { createDelivery, MAXIMUM_ADDRESS, type SentEvent } from './delivery.ts';
import { CHOICE, VISITOR } from './device.ts';
import { loadPart } from './load-part.ts';
import { isManaged } from './managed.ts';
import { watchNavigation } from './navigation.ts';
import type { PageWindow } from './page.ts';
import { readSignals, signsOf } from './signals.ts';

/** Key and policy, where the script was served for one site. */
export type Embedded = [site: string, policy: TrackerPolicy];

/** Integrity values of the parts, as they were when this script was built. */
export type Parts = [consent: string, behaviour: string];

/** Starts once for a page, however often the tag is on it. */
export function startTracker(page: PageWindow, parts: Parts, embedded?: Embedded): void {
  const { document, location, navigator } = page;
  const script = document.currentScript as HTMLScriptElement | null;
  const site = embedded?.[0] || script?.dataset.site;
  if (!script || !site || page.clearpane) return;
  let policy = embedded?.[1];
  let part: Part | undefined;
  let loading: Promise<unknown> | undefined;
  /** Of the part for behaviour. 1: asked for; 2: there, or not to be had. */
  let behaviour: 0 | 1 | 2 = 0;

  const base = new URL(script.src).origin;
  const request = (path: string, body?: string): Promise<Response> =>
    page.fetch(base + path, {
      // With cookies, so that an objection elsewhere on the same site is seen.
      credentials: 'include',
      referrerPolicy: 'no-referrer',
      ...(body && { method: 'POST', body, keepalive: true }),
    });

  const standing = (known: TrackerPolicy) =>
    verdict(part ? part.permitted(known) : unanswered(known, signsOf(page)));
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
      const [, store] = standing(policy);
      // What an answer says is not known before the part is there.
      if (store < 2 && (part || !hasAnswer())) attempt(() => page.localStorage.removeItem(VISITOR));
      // With an answer too, although nothing may be sent: what it let be kept may have to go.
      if ((policy.p.includes(1) && 'banner' in script.dataset) || hasAnswer()) load();
    }
    send();
  };

  const load = async (): Promise<Part | undefined> => {
    loading = loading || loadPart(core, parts[0]);
    await loading;
    // After a failure it is tried again when it is next needed.
    loading = part && loading;
    return part;
  };

  const [add, send] = createDelivery(
    (event) => {
      if (!policy) return 2;
      core.amend?.(event);
      const [may, store] = standing(policy);
      if (!may || isHidden(policy, event.url.slice(location.origin.length))) return 0;
      if (part ? part.waits(event) : store > 1 || isManaged(page) || hasAnswer()) {
        load();
        return 1;
      }
      // Asked for by the policy, by a page that names its topic, or by a tag. Without it, an event goes as it is.
      if (
        behaviour < 2 &&
        may > 1 &&
        (policy.b || document.querySelector('[data-clearpane-topic],[data-hash]'))
      ) {
        if (!behaviour)
          loadPart(core, parts[1]).then(() => {
            behaviour = 2;
            decided();
          });
        behaviour = 1;
        // Where the page is left before, a view goes without what the part would add.
        return 1.5;
      }
      return may;
    },
    (events, hurry) => {
      if (!policy) return [learn(), []];
      const body = JSON.stringify({ site, sentAt: Date.now(), events, ...part?.fields() });
      return [core.request('/v1/events', body, hurry), events];
    },
    // Much chance, so that not all pages come back at once.
    (work, milliseconds) => page.setTimeout(work, milliseconds * (1 + Math.random())),
  );

  const record = (name: string, more?: Partial<SentEvent>): void =>
    attempt(() => {
      // A file and a frame whose text stands in its page have none: they are no pages of a site.
      if (location.host)
        add({
          // 128 random bits; they name the event, not the visitor.
          id: page.crypto.getRandomValues(new Uint32Array(4)).join('-'),
          name,
          // No query and no fragment: they can hold anything, names and secrets too. Written as where navigation is
          // watched, because what stands twice costs next to nothing with brotli.
          url: (page.location.origin + page.location.pathname).slice(0, MAXIMUM_ADDRESS),
          // The origin; of the page's own site too, which the server passes over.
          referrer: new URL(document.referrer || page.location.origin).origin,
          time: Date.now(),
          ...readSignals(navigator),
          ...more,
        });
      decided();
    });
  const view = (hurry?: unknown): void => {
    core.leave?.();
    record('page_view');
    send(hurry);
  };
  const asked: Core['asked'] = [];

  const core: Core = {
    page,
    script,
    site,
    base,
    request,
    learn,
    decided,
    record,
    view,
    asked,
    send,
    policy: () => policy,
    joined: (loaded) => {
      part = loaded;
    },
  };

  const call =
    (name: keyof Part) =>
    // A page is never troubled: what could not be done is told by undefined.
    async (...values: unknown[]): Promise<undefined> =>
      ((await load()) as Record<typeof name, (...given: unknown[]) => Promise<undefined>> | undefined)?.[
        name
      ](...values);

  const consent = {} as Record<keyof ConsentHook, ReturnType<typeof call>>;
  for (const name of ['give', 'refuse', 'withdraw', 'status', 'ask', 'onChange', 'onAsk'] as const)
    consent[name] = call(name);
  page.clearpane = {
    pageview: view,
    event: (...given: Parameters<Clearpane['event']>) => asked.push(given),
    consent: consent as ConsentHook,
    object: call('object'),
    forget: call('forget'),
  };
  page.addEventListener('pagehide', send);
  // A page that is hidden may end without another word.
  page.addEventListener('visibilitychange', send);
  document.addEventListener('click', (event) => {
    const element = (event.target as Partial<Element>).closest?.(
      '[data-clearpane-object],[data-clearpane-consent]',
    );
    if (!element) return;
    event.preventDefault();
    call('press')(element);
  });
  watchNavigation(page, view);
}
