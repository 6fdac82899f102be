import { notifications } from '@mantine/notifications';

/** Says what was done, for a moment. */
export function tell(message: string): void {
  notifications.show({
    color: 'glass',
    withBorder: true,
    message,
    closeButtonProps: { 'aria-label': 'Close message' },
  });
}
