import type { Saved } from '../../api/contract-rules.ts';
import { tell } from './tell.ts';

const STALE =
  'The published notice does not say this yet: nothing is collected until a privacy officer publishes it again.';

/** Says what was saved, and what it means for collection. */
export function tellSaved(text: string, { becameStale }: Saved): void {
  tell(becameStale ? `${text} ${STALE}` : text);
}
