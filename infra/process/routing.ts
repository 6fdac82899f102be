import { dispatcher } from '../../alerts/routing/dispatch.ts';
import { watch } from '../database/watch.ts';
import type { RoleOptions } from './roles.ts';
import type { Closing } from './stop.ts';

/** Routing: alerts to people and channels. Two processes may do it at once. */
export async function startRouting(
  { engines, now, onError }: Pick<RoleOptions, 'engines' | 'now' | 'onError'>,
  closing: Closing,
): Promise<void> {
  const report = (error: unknown) => onError('routing', error);
  const dispatch = dispatcher({ database: engines.database, now, onError: report });
  closing.add('routing', await watch(engines.database, 'alerts', dispatch, report));
}
