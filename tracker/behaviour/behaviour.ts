import { attempt } from '../attempt.ts';
import type { Core } from '../core.ts';
import { isHidden, type TrackerPolicy } from '../decision.ts';
import { sendBeacons } from './beacon.ts';
import { watchClicks } from './clicks.ts';
import { stopwatch } from './engaged.ts';
import { eventsOf } from './events.ts';
import { watchForms } from './forms.ts';
import { nextMark } from './marks.ts';
import { watchNotFound } from './not-found.ts';
import type { BehaviourWindow } from './page-window.ts';
import { amendments, placeOf } from './place.ts';
import { watchScroll } from './scroll.ts';

/** Nothing is read from a page in its first moment: it has better things to do. */
const MOMENT = 500;

/**
 * Joins the running script. What a view reached (time, depth) is summed up here and told when it ends or is hidden, as
 * marks that are counted once; everything else is told when it happens. Nothing is asked of the device.
 */
export function createBehaviour(core: Core): void {
  const page = core.page as BehaviourWindow;
  const policy = core.policy() as TrackerPolicy;
  const [kinds = [], declared = [], campaigns = []] = policy.b ?? [];
  const counts = (kind: string): boolean => kinds.includes(kind);
  const byHash = core.script.hasAttribute('data-hash');
  const place = () => placeOf(page.location, byHash);

  let url = place();
  let told = { engaged: 0, scrolled: 0 };
  const engaged = stopwatch(page, counts('engaged'));
  const scrolled = watchScroll(page, counts('scrolled'));
  const notFound = watchNotFound(page, counts('not_found'), () => core.record('not_found', { url }));

  const tell = (kind: 'engaged' | 'scrolled', value: number): void => {
    const reached = nextMark(kind, value);
    if (reached <= told[kind]) return;
    core.record(kind, { url, reached, before: told[kind], referrer: '' });
    told[kind] = reached;
  };
  const sumUp = (): void => {
    tell('engaged', engaged.seconds());
    tell('scrolled', scrolled.percent());
  };
  const begin = (): void => {
    url = place();
    told = { engaged: 0, scrolled: 0 };
    engaged.reset();
    scrolled.reset();
    notFound.look();
    page.setTimeout(() => {
      scrolled.look();
      notFound.look();
    }, MOMENT);
  };

  sendBeacons(core);
  core.amend = amendments(page, place, campaigns);
  core.leave = () =>
    attempt(() => {
      sumUp();
      notFound.next();
      begin();
    });
  if (byHash) {
    // Where the path changed as well, the script has counted the view, and there is nothing left to see.
    page.addEventListener('popstate', () => {
      if (place() !== url) core.view();
    });
    page.navigation?.addEventListener('currententrychange', () => {
      if (place() !== url) core.view();
    });
  }
  const goes = (): void => {
    sumUp();
    core.send(true);
  };
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.visibilityState === 'hidden') attempt(goes);
  });
  page.addEventListener('pagehide', () => attempt(goes));
  page.addEventListener('online', core.send);
  const isShown = (path: string): boolean => !isHidden(policy, path);
  watchClicks(page, { outbound: counts('outbound'), download: counts('download'), isShown }, core.record);
  if (counts('form')) watchForms(page, core.record);
  const event = eventsOf(declared, core.record);
  for (const given of core.asked.splice(0)) event(...given);
  if (page.clearpane) page.clearpane.event = event;
  begin();
}
