import { notifications } from '@mantine/notifications';
import { ApiError } from '../queries/client.ts';

/** Says what went wrong, where the place that it began at may be gone. */
export function complain(error: Error): void {
  notifications.show({
    color: 'red',
    title: error.message,
    message: error instanceof ApiError ? (error.detail ?? '') : '',
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close message' },
  });
}
