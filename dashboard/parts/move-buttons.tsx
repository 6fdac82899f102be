import { ActionIcon, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';

interface MoveButtonsProps {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  move: (by: -1 | 1) => void;
}

/** Order by buttons: it works by keyboard and on a phone as well. */
export function MoveButtons({ name, isFirst, isLast, move }: MoveButtonsProps) {
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        size="lg"
        disabled={isFirst}
        onClick={() => move(-1)}
        aria-label={`Move ${name} up`}
      >
        <IconArrowUp size={18} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        size="lg"
        disabled={isLast}
        onClick={() => move(1)}
        aria-label={`Move ${name} down`}
      >
        <IconArrowDown size={18} aria-hidden="true" />
      </ActionIcon>
    </Group>
  );
}
