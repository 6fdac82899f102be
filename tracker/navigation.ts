/** What of a page's window is needed to see where the visitor is. */
export type NavigationWindow = Pick<Window, 'location' | 'history' | 'addEventListener'> & {
  document: Pick<Document, 'addEventListener'> & { prerendering?: boolean };
};

/**
 * Calls `view` for the page, and for each further page that the site shows without loading one. A page that
 * is only rendered ahead is no view before somebody sees it; one that comes back from the browser's memory is
 * another.
 */
export function watchNavigation(page: NavigationWindow, view: () => void): void {
  let seen = '';
  const check = (): void => {
    const { origin, pathname } = page.location;
    if (seen === origin + pathname) return;
    seen = origin + pathname;
    view();
  };
  const start = (): void => {
    check();
    for (const name of ['pushState', 'replaceState'] as const) wrap(page.history, name, check);
    page.addEventListener('popstate', check);
    page.addEventListener('pageshow', (event) => {
      if (!event.persisted) return;
      seen = '';
      check();
    });
  };
  if (page.document.prerendering) page.document.addEventListener('prerenderingchange', start, { once: true });
  else start();
}

/** Lets the site's own call go through untouched, and looks afterwards. */
function wrap(history: History, name: 'pushState' | 'replaceState', after: () => void): void {
  const original = history[name];
  history[name] = function (this: History, ...args: Parameters<History['pushState']>): void {
    original.apply(this, args);
    after();
  };
}
