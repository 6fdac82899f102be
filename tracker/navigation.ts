/** What of a page's window is needed to see where the visitor is. */
export type NavigationWindow = Pick<Window, 'location' | 'history' | 'addEventListener'> & {
  document: Pick<Document, 'addEventListener'> & { prerendering?: boolean };
  /** The Navigation API; with it, nothing of the page's own needs to be wrapped. */
  navigation?: Pick<EventTarget, 'addEventListener'>;
};

/**
 * Calls `view` for the page, and for each further page that the site shows without loading one. A page that
 * is only rendered ahead is no view before somebody sees it; one that comes back from the browser's memory is
 * another.
 */
export function watchNavigation(page: NavigationWindow, view: (hurry?: unknown) => void): void {
  let seen = '';
  const check = (): void => {
    const place = page.location.origin + page.location.pathname;
    if (seen !== place) {
      seen = place;
      view();
    }
  };
  const start = (): void => {
    check();
    if (page.navigation) page.navigation.addEventListener('currententrychange', check);
    else
      for (const name of ['pushState', 'replaceState'] as const) {
        const original = page.history[name];
        // Lets the site's own call go through untouched, and looks afterwards.
        page.history[name] = (...given) => {
          original.apply(page.history, given);
          check();
        };
      }
    page.addEventListener('popstate', check);
    page.addEventListener('pageshow', (event) => {
      // WebKit never tells what became of a request that was on its way when the page was left: nobody waits for it.
      if (event.persisted) view(event);
    });
  };
  if (page.document.prerendering) page.document.addEventListener('prerenderingchange', start);
  else start();
}
