import { Button, Group, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconChevronDown, IconClockPause } from '@tabler/icons-react';
import type { Alert } from '../../../api/contract.ts';
import { ChangedToast } from '../../parts/changed-toast.tsx';
import { complain } from '../../parts/complain.tsx';
import { type AlertAction, useChangeAlert } from '../../queries/alerts.ts';

const SNOOZES = [
  { label: '4 hours', hours: 4 },
  { label: '1 day', hours: 24 },
  { label: '1 week', hours: 168 },
] as const;

/** What a person can do with a window; each can be undone. */
export function AlertActions({ alert }: { alert: Alert }) {
  const change = useChangeAlert();
  if (alert.state === 'closed') return null;

  // By promises, because the card may have left its list, and be gone, when the answer is here.
  const run = (action: AlertAction, told: string): void => {
    const undo = (): void => {
      change.mutateAsync({ id: alert.id, action: { do: 'reopen' } }).catch(complain);
    };
    change
      .mutateAsync({ id: alert.id, action })
      .then(() => tell(alert, told, action.do === 'reopen' ? null : undo))
      .catch(complain);
  };

  if (alert.state !== 'open') {
    return (
      <Button
        variant="default"
        onClick={() => run({ do: 'reopen' }, 'is open again')}
        loading={change.isPending}
      >
        Reopen
      </Button>
    );
  }
  return (
    <Group gap="sm">
      <Button
        leftSection={<IconCheck size={17} aria-hidden="true" />}
        onClick={() => run({ do: 'acknowledge' }, 'is acknowledged')}
        loading={change.isPending}
      >
        Acknowledge
      </Button>
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconClockPause size={17} aria-hidden="true" />}
            rightSection={<IconChevronDown size={15} aria-hidden="true" />}
            disabled={change.isPending}
          >
            Snooze
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {SNOOZES.map(({ label, hours }) => (
            <Menu.Item key={hours} onClick={() => run({ do: 'snooze', hours }, `is snoozed for ${label}`)}>
              For {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

function tell(alert: Alert, told: string, undo: (() => void) | null): void {
  const id = `alert-${alert.id}`;
  notifications.hide(id);
  notifications.show({
    id,
    color: 'glass',
    autoClose: 8_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close message' },
    message: (
      <ChangedToast
        text={`${alert.org.name} ${told}.`}
        {...(undo === null
          ? {}
          : {
              undo: () => {
                notifications.hide(id);
                undo();
              },
            })}
      />
    ),
  });
}
