import { attempt } from '../attempt.ts';
import type { Core } from '../core.ts';
import type { BehaviourWindow } from './page-window.ts';

interface Wanted {
  outbound: boolean;
  download: boolean;
  isShown: (path: string) => boolean;
}

const FILE =
  /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|rtf|ics|epub|zip|7z|rar|gz|tar|dmg|exe|msi|pkg|deb|rpm|apk|mp[34]|mov|avi|wav|jar|step|dwg)$/i;

/**
 * Links that were followed: to which host where they lead away, which file where they lead to one. The click itself goes
 * on as if nobody had looked: nothing is held up, and nothing waits for an answer.
 */
export function watchClicks(
  { document, location }: BehaviourWindow,
  wanted: Wanted,
  record: Core['record'],
): void {
  const follow = (event: Event): void => {
    // From the inside of components too.
    const link = event
      .composedPath()
      .find((each) => (each as Partial<Element>).matches?.('a[href],area[href]')) as
      | HTMLAnchorElement
      | undefined;
    if (!link || !/^https?:$/.test(link.protocol)) return;
    const { hostname, pathname } = link;
    if (hostname !== location.hostname) {
      if (wanted.outbound) record('outbound', { detail: hostname, referrer: '' });
    } else if (
      wanted.download &&
      (FILE.test(pathname) || link.hasAttribute('download')) &&
      wanted.isShown(pathname)
    )
      record('download', { detail: pathname, referrer: '' });
  };
  if (!wanted.outbound && !wanted.download) return;
  for (const name of ['click', 'auxclick'] as const) {
    document.addEventListener(
      name,
      (event) => {
        // The right button opens a menu.
        if (event.button < 2) attempt(() => follow(event));
      },
      { capture: true, passive: true },
    );
  }
}
