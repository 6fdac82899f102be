import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

interface FormButtonsProps {
  cancel: () => void;
  /** What was submitted is on its way. */
  busy: boolean;
  /** Words of the button that submits. */
  children: ReactNode;
}

/** The end of a form in a dialog. */
export function FormButtons({ cancel, busy, children }: FormButtonsProps) {
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={cancel}>
        Cancel
      </Button>
      <Button type="submit" loading={busy}>
        {children}
      </Button>
    </Group>
  );
}
