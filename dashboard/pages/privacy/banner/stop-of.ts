import type { PolicyPage } from '../../../../api/contract-privacy.ts';

/** Why nothing is collected although bases are chosen; the strongest reason alone. Null when nothing stands in the way. */
export type Stop = 'everywhere' | 'site' | 'unreadable' | 'missing' | 'stale';

export function stopOf({
  killedEverywhere,
  active,
  notice,
}: Pick<PolicyPage, 'killedEverywhere' | 'active' | 'notice'>): Stop | null {
  if (killedEverywhere) return 'everywhere';
  if (active.policy.killed && !active.unreadable) return 'site';
  if (active.unreadable) return 'unreadable';
  if (notice === 'MISSING') return 'missing';
  return notice === 'STALE' ? 'stale' : null;
}
