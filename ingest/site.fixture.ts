import { noticeFacts, noticeHash } from '../policy/notice.ts';
import { PURPOSES } from '../policy/purposes.ts';
import { REGIMES } from '../policy/regimes.ts';
import { DAY } from '../policy/time.ts';
import { type IngestSite, openSite, type SiteFacts } from './site.ts';

/** A site whose notice is published and whose assessment is approved: what its policy allows, it does. */
export const publishedSite = (
  now: number,
  facts: Pick<SiteFacts, 'id' | 'key' | 'policy'> & Partial<SiteFacts>,
): IngestSite =>
  openSite({
    domains: ['shop.example'],
    assessments: [
      {
        version: 1,
        purposes: PURPOSES,
        regimes: REGIMES,
        state: 'APPROVED',
        approvedAt: now - DAY,
        reviewDue: now + DAY,
      },
    ],
    notice: { hash: noticeHash(noticeFacts(facts.policy, [])) },
    topics: [],
    rules: [],
    ...facts,
  });
