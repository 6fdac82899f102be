import type { SentEvent } from '../delivery.ts';
import type { BehaviourWindow } from './page-window.ts';

/** Where the visitor is. Where a site keeps its pages in the fragment, `/app/#/docs?q` is `/app/docs`. */
export function placeOf({ origin, pathname, hash }: Location, byHash: boolean): string {
  const path = byHash ? (pathname + hash).replace(/\?.*/, '').replace(/\/*#!?\/*/, '/') : pathname;
  return origin + path;
}

/**
 * Adds to a view, once, what the script leaves out: its place in the fragment, the campaign it came by if the policy
 * names it, and the topic that the page declares.
 */
export function amendments(page: BehaviourWindow, place: () => string, campaigns: readonly string[]) {
  const seen = new WeakSet<SentEvent>();
  return (event: SentEvent): void => {
    // What another page left behind has its campaign already, if an empty one.
    if (seen.has(event) || 'c' in event) return;
    seen.add(event);
    const { origin, pathname, search } = page.location;
    // Something that waited for this and was left since stays as it is.
    if (event.url !== origin + pathname) return;
    event.url = place();
    if (event.name !== 'page_view') return;
    event.c = campaignOf(search, campaigns);
    const topic = page.document.querySelector('[data-clearpane-topic]')?.getAttribute('data-clearpane-topic');
    if (topic && /^[\w-]{1,100}$/.test(topic)) event.topic = topic;
  };
}

/** The one parameter that is read, and only a value that the policy names. */
function campaignOf(search: string, campaigns: readonly string[]): string | undefined {
  const value = new URLSearchParams(search).get('utm_campaign')?.toLowerCase();
  return value && campaigns.some((source) => new RegExp(source).test(value)) ? value : undefined;
}
