import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconClockPause } from '@tabler/icons-react';
import { KEYS } from './card-keys.ts';

const SNOOZES = [
  { label: '4 hours', hours: 4 },
  { label: '1 day', hours: 24 },
  { label: '3 days', hours: 72 },
  { label: '1 week', hours: 168 },
] as const;

interface SnoozeMenuProps {
  disabled: boolean;
  choose: (hours: number, label: string) => void;
}

/** Not now: when to hear of it again. */
export function SnoozeMenu({ disabled, choose }: SnoozeMenuProps) {
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconClockPause size={17} aria-hidden="true" />}
          rightSection={<IconChevronDown size={15} aria-hidden="true" />}
          disabled={disabled}
          aria-keyshortcuts={KEYS.notNow}
        >
          Not now
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Tell me again in</Menu.Label>
        {SNOOZES.map(({ label, hours }) => (
          <Menu.Item key={hours} onClick={() => choose(hours, label)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
