import {
  IconArrowDown,
  IconArrowsUpDown,
  IconArrowUp,
  IconBan,
  IconCheck,
  IconHandStop,
} from '@tabler/icons-react';
import type { MatrixCell } from '../../../../api/contract-privacy.ts';
import type { Direction } from '../words.ts';

const SIGNS = { always: IconCheck, consent: IconHandStop, never: IconBan };

/** The sign of an outcome, always beside its word. */
export function OutcomeSign({ outcome, size = 13 }: { outcome: MatrixCell['outcome']; size?: number }) {
  const Sign = SIGNS[outcome];
  return <Sign size={size} aria-hidden="true" />;
}

const ARROWS = { wider: IconArrowUp, narrower: IconArrowDown, both: IconArrowsUpDown };

/** Which way something moves, as an arrow; wording has none. */
export function DirectionSign({ direction, size = 13 }: { direction: Direction; size?: number }) {
  if (direction === 'neutral') return null;
  const Arrow = ARROWS[direction];
  return <Arrow size={size} stroke={2.5} aria-hidden="true" />;
}
