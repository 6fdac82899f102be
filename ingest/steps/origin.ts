import type { IngestSite } from '../site.ts';
import type { Step } from '../step.ts';

/**
 * Events must come from pages of the site. Browsers send `Origin` with every cross-origin POST; where it is
 * absent, the addresses of the pages are still held against the site's domains.
 */
export const origin: Step = ({ headers, events, site }) => {
  if (headers.origin !== undefined) {
    const sender = URL.canParse(headers.origin) ? new URL(headers.origin) : null;
    if (!sender || !belongsTo(site, sender.hostname)) return 'foreign_origin';
  }
  for (const event of events) {
    if (!belongsTo(site, event.url.hostname)) event.refused = 'foreign_origin';
  }
  return null;
};

function belongsTo(site: IngestSite, hostname: string): boolean {
  const host = hostname.toLowerCase();
  return site.domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
