import { policyMatrix } from '../../policy/matrix.ts';
import { PRESETS } from '../../policy/presets.ts';
import { BASIS_TERMS, PURPOSE_TERMS, REGIME_TERMS } from '../../policy/terms.ts';
import type { Me } from '../contract.ts';
import type { PolicyBody, PolicyPage, PolicyPreviewed } from '../contract-privacy.ts';
import { killedEverywhere } from './kill-all.ts';
import { sitePolicy } from './policy-body.ts';
import type { PrivacyParts } from './privacy-parts.ts';
import { openProposal } from './proposals.ts';
import { draftProblems, refuse } from './save-policy.ts';
import { assessmentsAt, noticeUnder, siteRecord } from './site-state.ts';
import { newestVersion } from './versions.ts';

/** Everything the officer's page starts with. @throws ProblemError 404 */
export async function policyPage(parts: PrivacyParts, site: number, person: Me): Promise<PolicyPage> {
  const { db } = parts.database;
  const record = await siteRecord(db, site);
  return {
    active: await newestVersion(db, site),
    killedEverywhere: await killedEverywhere(db),
    matrix: policyMatrix(record.written, assessmentsAt(record, parts.now())),
    proposal: await openProposal(parts, record, person),
    notice: noticeUnder(record, record.written),
    officers: parts.officers,
    purposes: PURPOSE_TERMS,
    regimes: REGIME_TERMS,
    bases: BASIS_TERMS,
    presets: PRESETS.map((preset) => ({ ...preset, bases: preset.bases })),
  };
}

/** What a draft would do. @throws ProblemError 404, or 422 `invalid_policy` */
export async function previewPolicy(
  { database: { db }, changes, now }: PrivacyParts,
  site: number,
  body: PolicyBody,
): Promise<PolicyPreviewed> {
  const record = await siteRecord(db, site);
  const { version, demo } = record.written;
  const draft = sitePolicy(body, { version: version + 1, demo });
  refuse(draftProblems(draft));
  return {
    change: await changes.of(record, draft),
    matrix: policyMatrix(draft, assessmentsAt(record, now())),
  };
}
