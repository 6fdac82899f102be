import type { Database } from '../../infra/database/database.ts';
import { BASIS_TITLES, LEVEL_DESCRIPTIONS, NEVER_STORED, PURPOSE_TITLES } from '../../policy/descriptions.ts';
import { PURPOSES, type Purpose } from '../../policy/purposes.ts';
import { REGIMES } from '../../policy/regimes.ts';
import { type Basis, readSitePolicy, type SitePolicy } from '../../policy/site-policy.ts';
import type { PrivacyOverview } from '../contract.ts';
import { ProblemError } from '../problem.ts';

/** The newest policy of a site in words. */
export async function privacyOverview({ db }: Database, site: number): Promise<PrivacyOverview> {
  const row = await db
    .selectFrom('site_policies')
    .select(['version', 'policy', 'author', 'reason', 'created_at'])
    .where('site_id', '=', site)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new ProblemError(404, 'no_policy', 'This site has no policy, so nothing is collected.');
  const policy = readSitePolicy(row.policy, row.version);
  return {
    policy: {
      version: policy.version,
      demo: policy.demo,
      purposes: PURPOSES.map((purpose) => ({
        purpose,
        title: PURPOSE_TITLES[purpose],
        allowed: !policy.killed && basesOf(policy, purpose).length > 0,
        basis: policy.killed ? 'Collection is switched off' : basisInWords(policy, purpose),
      })),
      changedAt: row.created_at.toISOString(),
      changedBy: row.author,
      reason: row.reason,
    },
    levels: LEVEL_DESCRIPTIONS.map((description) => ({ ...description })),
    never: [...NEVER_STORED],
  };
}

const basesOf = (policy: SitePolicy, purpose: Purpose): Basis[] =>
  [...new Set(REGIMES.map((regime) => policy.bases[purpose][regime]))].filter((basis) => basis !== 'OFF');

const basisInWords = (policy: SitePolicy, purpose: Purpose): string =>
  basesOf(policy, purpose)
    .map((basis) => BASIS_TITLES[basis])
    .join('; ') || BASIS_TITLES.OFF;
