import type { Role } from '../../../../api/contract.ts';
import type { Assessment, PolicyPage } from '../../../../api/contract-privacy.ts';

/** Whether somebody may approve a record; `own`: they could, had they not written it. */
export function mayApprove(
  { state, superseded, mine }: Pick<Assessment, 'state' | 'superseded' | 'mine'>,
  role: Role,
  officers: PolicyPage['officers'],
): 'yes' | 'own' | 'no' {
  const open = (state === 'DRAFT' || state === 'DPIA_PENDING') && !superseded;
  // Where there is one officer, an owner is the other pair of eyes.
  const fits = role === 'privacy_officer' || (role === 'owner' && officers === 'one');
  if (!open || !fits) return 'no';
  return mine ? 'own' : 'yes';
}
