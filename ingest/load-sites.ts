import type { Database } from '../infra/database/database.ts';
import { readSitePolicy } from '../policy/site-policy.ts';
import { type Topic, topicMatcher } from '../policy/topics.ts';
import type { IngestSite, SiteDirectory } from './site.ts';

/** All sites with their newest policy and their topics. A site without a policy is closed. */
export async function loadSites({ db }: Database): Promise<SiteDirectory> {
  const sites = await db.selectFrom('sites').select(['id', 'key', 'domains']).execute();
  const policies = await db
    .selectFrom('site_policies')
    .select(['site_id', 'version', 'policy'])
    .distinctOn('site_id')
    .orderBy('site_id')
    .orderBy('version', 'desc')
    .execute();
  const topics = await db
    .selectFrom('topics')
    .select(['id', 'site_id', 'slug', 'label', 'paths'])
    .orderBy('position')
    .orderBy('id')
    .execute();

  const byKey = new Map<string, IngestSite>();
  for (const { id, key, domains } of sites) {
    const policy = policies.find((each) => each.site_id === id);
    const ofSite: Topic[] = topics.filter((topic) => topic.site_id === id);
    byKey.set(key, {
      id,
      key,
      domains,
      policy: readSitePolicy(policy?.policy, policy?.version ?? 0),
      topicOf: topicMatcher(ofSite),
    });
  }
  return { byKey: (key) => byKey.get(key) };
}
