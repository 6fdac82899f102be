import type { SiteDirectory } from '../site.ts';
import type { Step } from '../step.ts';

/** Finds the site by its key. */
export const site =
  (sites: SiteDirectory): Step =>
  (visit) => {
    const found = sites.byKey(visit.batch.site);
    if (!found) return 'unknown_site';
    visit.site = found;
    return null;
  };
