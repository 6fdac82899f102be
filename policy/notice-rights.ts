import type { NoticeFacts } from './notice.ts';
import type { Regime } from './regimes.ts';
import type { Basis } from './site-policy.ts';

const GDPR_REGIMES: readonly Regime[] = ['EEA', 'FR', 'UK'];
const AMERICAN: readonly Regime[] = ['US', 'US_UOOM'];

/**
 * Rights of people beside the one to object, by the bases that are in use. The mapping of bases to rights is the one of
 * the W3C Data Privacy Vocabulary for GDPR (A6-1-a and A6-1-f).
 */
export function rightsInWords({ purposes }: NoticeFacts): string[] {
  const grounds = purposes.flatMap(({ bases }) => bases);
  const uses = (basis: Basis): boolean => grounds.some((each) => each.basis === basis);
  const reaches = (regimes: readonly Regime[]): boolean =>
    grounds.some((each) => each.regimes.some((regime) => regimes.includes(regime)));
  return [
    'Access: to know what is kept about you, and to have a copy (GDPR Article 15).',
    'Rectification: to have what is wrong put right (Article 16).',
    'Erasure: to have it deleted (Article 17).',
    'Restriction: to have it set aside while a question is open (Article 18).',
    ...(uses('LI')
      ? ['Where the basis is legitimate interest: to object, as said at the top (Article 21).']
      : []),
    ...(uses('CONSENT')
      ? [
          'Where the basis is consent: to withdraw it at any time (Article 7(3)), and to take your data elsewhere in a ' +
            'form that machines can read (Article 20).',
        ]
      : []),
    ...(uses('STAT') ? ['Where the basis is the exemption for statistics: to object, free of charge.'] : []),
    ...(uses('NOTICE') ? ['Where the basis is notice and opt-out: to opt out, as said at the top.'] : []),
    ...(reaches(GDPR_REGIMES)
      ? ['Not to be subject to a decision by a machine alone (Article 22). There is none here.']
      : []),
    ...(reaches(AMERICAN)
      ? [
          'In US states with a privacy law: to know, delete, correct and opt out, without being treated worse for it.',
        ]
      : []),
    'To complain, as said at the end (Article 77).',
  ];
}
