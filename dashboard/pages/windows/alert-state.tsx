import { Badge } from '@mantine/core';
import { IconAppWindow, IconCheck, IconClockPause, IconSquareOff } from '@tabler/icons-react';
import type { AlertState } from '../../../api/contract.ts';
import { STATE_NAMES } from '../../parts/words.ts';

const ICONS = {
  open: IconAppWindow,
  acknowledged: IconCheck,
  snoozed: IconClockPause,
  closed: IconSquareOff,
} as const;

export function AlertStateBadge({ state }: { state: AlertState }) {
  const Picture = ICONS[state];
  return (
    <Badge
      // Never filled: that is what buttons look like.
      variant={state === 'open' ? 'light' : 'default'}
      size="lg"
      leftSection={<Picture size={14} aria-hidden="true" />}
      miw="max-content"
    >
      {STATE_NAMES[state]}
    </Badge>
  );
}
