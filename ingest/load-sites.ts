import type { Database } from '../infra/database/database.ts';
import { siteRecords } from '../infra/database/site-records.ts';
import { openSite, type SiteDirectory } from './site.ts';

/** All sites with everything that decides about their events. */
export async function loadSites(database: Database): Promise<SiteDirectory> {
  const byKey = new Map((await siteRecords(database)).map((record) => [record.key, openSite(record)]));
  return { byKey: (key) => byKey.get(key) };
}
