import { Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ApiError } from '../../queries/client.ts';

/** Says who was first, and lets one take it over on purpose. */
export function tellTaken(alertId: string, { message, detail }: ApiError, takeOver: () => void): void {
  const id = `taken-${alertId}`;
  notifications.hide(id);
  notifications.show({
    id,
    color: 'yellow',
    autoClose: 20_000,
    withBorder: true,
    position: 'top-center',
    title: message,
    closeButtonProps: { 'aria-label': 'Close message' },
    message: (
      <Stack gap={6} align="flex-start">
        <Text size="sm">{detail}</Text>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            takeOver();
          }}
        >
          Take it over
        </Button>
      </Stack>
    ),
  });
}
