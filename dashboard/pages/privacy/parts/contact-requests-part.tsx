import { Stack, Switch, Text } from '@mantine/core';
import type { PartProps } from './part-props.ts';

/** Whether forms that ask to be contacted reach sales. */
export function ContactRequestsPart({ policy, edit }: PartProps) {
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="70ch">
        A form on your pages that is marked with data-clearpane-contact sends name, business e-mail and
        message when somebody submits it. It is a purpose of its own: no visit and no number of a browser
        belongs to it, and no alert feeds on it. The notice tells of it, so publish it again afterwards.
      </Text>
      <Switch
        label="Take requests to be contacted"
        description="Kept for 90 days after the answer, and erased at once when the person asks."
        checked={policy.contactRequests}
        onChange={({ currentTarget: { checked } }) => edit({ ...policy, contactRequests: checked })}
      />
    </Stack>
  );
}
