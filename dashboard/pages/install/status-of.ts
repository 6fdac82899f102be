import type { Install } from '../../../api/contract.ts';

export type InstallState = 'waiting' | 'received' | 'refused';

/** "Refused" is for a site of which nothing was kept so far: the script works, the policy says no. */
export function installState({ accepted, refused }: Pick<Install, 'accepted' | 'refused'>): InstallState {
  if (accepted > 0) return 'received';
  return refused > 0 ? 'refused' : 'waiting';
}
