import type { IngestSite } from '../site.ts';
import type { Step } from '../step.ts';

/**
 * Events must come from pages of the site. Browsers send `Origin` with every cross-origin POST; where it is
 * absent, the addresses of the pages are still held against the site's domains.
 */
export const origin: Step = ({ headers, events, site }) => {
  if (isForeign(site, headers.origin)) return 'foreign_origin';
  for (const event of events) {
    if (!belongsTo(site, event.url.hostname)) event.refused = 'foreign_origin';
  }
  return null;
};

/** Whether a browser says that the request comes from a page of somebody else, or does not want to say. */
export function isForeign(site: IngestSite, sender: string | undefined): boolean {
  if (sender === undefined) return false;
  return !URL.canParse(sender) || !belongsTo(site, new URL(sender).hostname);
}

export function belongsTo(site: IngestSite, hostname: string): boolean {
  const host = hostname.toLowerCase();
  return site.domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
