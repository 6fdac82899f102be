import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyText } from '../../parts/copy-text.tsx';
import { FormProblem } from '../../parts/problem.tsx';
import { dateAndClock } from '../../parts/time.ts';
import { useRenewSecret } from '../../queries/channels.ts';

interface RenewSecretModalProps {
  channelId: string;
  name: string;
  opened: boolean;
  close: () => void;
}

export function RenewSecretModal({ name, opened, close, channelId }: RenewSecretModalProps) {
  return (
    <Modal opened={opened} onClose={close} title={`A new secret for ${name}`} closeOnClickOutside={false}>
      <RenewSecret channelId={channelId} close={close} />
    </Modal>
  );
}

/** The old secret goes on signing for a while, so that nothing is refused while the receiver is changed. */
function RenewSecret({ channelId, close }: Pick<RenewSecretModalProps, 'channelId' | 'close'>) {
  const renew = useRenewSecret();
  if (renew.data) {
    return (
      <Stack>
        <Text>Copy the secret now. It is shown this once.</Text>
        <CopyText text={renew.data.secret} what="secret" />
        <Text size="sm" c="dimmed">
          Messages carry signatures of both secrets until {dateAndClock(renew.data.oldSignsUntil)}. Give the
          new one to your receiver before that.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Done
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack>
      <Text>
        The old secret signs for a day more, and then no longer. What you have of it can not be shown again.
      </Text>
      <FormProblem error={renew.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button onClick={() => renew.mutate(channelId)} loading={renew.isPending}>
          Make a new secret
        </Button>
      </Group>
    </Stack>
  );
}
