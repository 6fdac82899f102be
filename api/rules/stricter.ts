import type { Allows } from '../../alerts/backtest.ts';
import { decide } from '../../policy/gate.ts';
import { jurisdiction } from '../../policy/jurisdiction.ts';
import { ORDINARY_VISIT } from '../../policy/ordinary-visit.ts';
import { everyPurpose } from '../../policy/purposes.ts';
import { REGIMES } from '../../policy/regimes.ts';
import { readSitePolicy, type SitePolicy } from '../../policy/site-policy.ts';
import type { Stricter } from '../contract-rules.ts';
import type { ApiParts } from '../parts.ts';
import { sitePolicy } from '../privacy/policy-body.ts';
import { draftProblems, refuse } from '../privacy/save-policy.ts';
import { assessmentsAt, siteRecord } from '../privacy/site-state.ts';

/**
 * What is stored of the past names no visit, so this goes by what is known of sessions: the version of the policy under
 * which they were collected, and the organization. Where that does not tell, a session is left out: an alert that is shown
 * as remaining would remain.
 *
 * @throws ProblemError 404, 422 `invalid_policy`
 */
export async function allowsUnder(parts: ApiParts, site: number, stricter: Stricter): Promise<Allows> {
  if (stricter.kind === 'without_country') return (_, { country }) => country !== stricter.country;
  const { database, now } = parts;
  const consented = await versionsWithConsent(parts, site);
  if (stricter.kind === 'consented') return ({ policyVersion }) => consented.has(policyVersion);
  const record = await siteRecord(database.db, site);
  const draft = sitePolicy(stricter.policy, record.written);
  refuse(draftProblems(draft));
  const standing = { notice: 'CURRENT', assessments: assessmentsAt(record, now()) } as const;
  return ({ policyVersion }, { country, kind }) => {
    const { countries, kinds } = draft.audience;
    const answer = consented.has(policyVersion) ? 'GIVEN_PROVEN' : 'NONE';
    return decide(draft, {
      ...ORDINARY_VISIT,
      ...standing,
      ...jurisdiction(draft, country),
      consent: everyPurpose(answer),
      inAudience:
        (countries.length === 0 || countries.includes(country)) &&
        (kinds.length === 0 || kinds.some((each) => each === kind)),
    }).alert;
  };
}

/** Versions under which alerts fed on visits with consent only. */
async function versionsWithConsent({ database: { db } }: ApiParts, site: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom('site_policies')
    .select(['version', 'policy'])
    .where('site_id', '=', site)
    .execute();
  return new Set(
    rows
      .filter(({ version, policy }) => asksForConsent(readSitePolicy(policy, version)))
      .map(({ version }) => version),
  );
}

const asksForConsent = ({ bases }: SitePolicy): boolean =>
  REGIMES.every((regime) => ['CONSENT', 'OFF'].includes(bases.alert_sales[regime]));
