import { dayOf } from '../../policy/time.ts';
import type { Install, Site } from '../contract.ts';
import type { ApiParts } from '../parts.ts';
import { optOutSignal } from './opt-out-signal.ts';

/** The script tag of a site, and whether anything arrived yet. */
export async function installOf(
  { tracker, ingestUrl, warehouse, now }: ApiParts,
  site: Site,
): Promise<Install> {
  const [seen] = await warehouse.query<{ first: number; accepted: string; refused: string }>(
    `SELECT min(first) AS first, sum(accepted) AS accepted, sum(refused) AS refused FROM (
       SELECT toUnixTimestamp(min(time)) AS first, sum(views) AS accepted, 0 AS refused
         FROM (SELECT time, count() AS views FROM events WHERE site = {site:UInt32} GROUP BY time) HAVING accepted > 0
       UNION ALL
       SELECT toUnixTimestamp(min(hour)), sum(counted) AS accepted, 0
         FROM (SELECT hour, sum(views) AS counted FROM counts WHERE site = {site:UInt32} GROUP BY hour) HAVING accepted > 0
       UNION ALL
       SELECT toUnixTimestamp(toDateTime(min(day), 'UTC')), 0, sum(count) AS refused
         FROM refusals WHERE site = {site:UInt32} HAVING refused > 0)`,
    { site: site.id },
  );
  const accepted = Number(seen?.accepted ?? 0);
  const refused = Number(seen?.refused ?? 0);
  return {
    snippet:
      `<script defer src="${tracker.url}" data-site="${site.key}" ` +
      `integrity="${tracker.integrity}" crossorigin="anonymous"></script>`,
    policySnippet: `<script defer src="${ingestUrl}/s/${site.key}.js"></script>`,
    scriptUrl: tracker.url,
    integrity: tracker.integrity,
    optOutSignal: optOutSignal(ingestUrl, dayOf(now())),
    firstSeenAt: accepted + refused > 0 ? new Date(Number(seen?.first) * 1000).toISOString() : null,
    accepted,
    refused,
  };
}
