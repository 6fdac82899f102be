import type { Me } from '../contract.ts';
import type { KillRequest } from '../contract-privacy.ts';
import { ProblemError } from '../problem.ts';
import { policyBody } from './policy-body.ts';
import type { PrivacyParts } from './privacy-parts.ts';
import { savePolicy } from './save-policy.ts';
import { siteRecord } from './site-state.ts';
import { isTaken } from './versions.ts';

/** Others may save at the same time; nobody saves this often in a row. */
const ATTEMPTS = 10;

/**
 * Switches collection for a site off at once, or asks for it to be switched on again: that is a widening like any other.
 * Where nothing would change, nothing is recorded.
 *
 * @throws ProblemError as saving a policy does
 */
export async function killSite(
  parts: PrivacyParts,
  site: number,
  { killed, reason }: KillRequest,
  person: Me,
): Promise<void> {
  const record = await siteRecord(parts.database.db, site);
  if (record.written.killed === killed) return;
  if (killed) return switchOff(parts, site, reason, person);
  if (person.role !== 'privacy_officer') throw notYours();
  const { version } = record.written;
  const policy = { ...policyBody(record.written), killed };
  await savePolicy(parts, site, { baseVersion: version, policy, reason }, person);
}

export const notYours = (): ProblemError =>
  new ProblemError(
    403,
    'not_allowed',
    'Your role may switch collection off, but not on again.',
    'A privacy officer may.',
  );

/** What is stored is kept word for word: a version that can not be read stays one, and stays switched off. */
async function switchOff(
  { database: { db }, now }: PrivacyParts,
  site: number,
  reason: string,
  person: Me,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const row = await db
      .selectFrom('site_policies')
      .select(['version', 'policy'])
      .where('site_id', '=', site)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    const version = row.version + 1;
    const policy = JSON.stringify({ ...row.policy, version, killed: true });
    try {
      await db
        .insertInto('site_policies')
        .values({ site_id: site, version, policy, author: person.name, reason, created_at: new Date(now()) })
        .execute();
      return;
    } catch (error) {
      if (!isTaken(error) || attempt === ATTEMPTS) throw error;
    }
  }
}
