import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPause, IconPlayerPlay, IconSend } from '@tabler/icons-react';
import type { Channel } from '../../../api/contract-channels.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { FormProblem } from '../../parts/problem.tsx';
import { tell } from '../../parts/tell.ts';
import { useChangeChannel, useRemoveChannel, useTestChannel } from '../../queries/channels.ts';
import { RenewSecretModal } from './renew-secret-modal.tsx';
import { TestAnswer } from './test-answer.tsx';

export function ChannelActions({ channel: { id, kind, name, active } }: { channel: Channel }) {
  const change = useChangeChannel();
  const remove = useRemoveChannel();
  const test = useTestChannel();
  const [removing, removal] = useDisclosure(false);
  const [renewing, renewal] = useDisclosure(false);
  return (
    <>
      <Group gap="sm" mt="md">
        <Button
          variant="default"
          leftSection={<IconSend size={17} aria-hidden="true" />}
          onClick={() => test.mutate(id)}
          loading={test.isPending}
          aria-label={`Send a test to ${name}`}
        >
          Send a test
        </Button>
        <Button
          variant={active ? 'default' : 'filled'}
          leftSection={
            active ? (
              <IconPlayerPause size={17} aria-hidden="true" />
            ) : (
              <IconPlayerPlay size={17} aria-hidden="true" />
            )
          }
          onClick={() => change.mutate({ id, body: { active: !active } })}
          loading={change.isPending}
          aria-label={active ? `Pause ${name}` : `Switch on ${name}`}
        >
          {active ? 'Pause' : 'Switch on'}
        </Button>
        {kind === 'webhook' ? (
          <Button variant="default" onClick={renewal.open} aria-label={`New secret for ${name}`}>
            New secret …
          </Button>
        ) : null}
        <Button variant="subtle" color="red" onClick={removal.open} aria-label={`Remove ${name}`}>
          Remove …
        </Button>
      </Group>
      <FormProblem error={change.error ?? test.error} />
      {test.data && !test.isPending ? <TestAnswer delivery={test.data} /> : null}
      <RenewSecretModal channelId={id} name={name} opened={renewing} close={renewal.close} />
      <Confirm
        opened={removing}
        close={removal.close}
        title={`Remove the channel ${name}?`}
        deed="Remove channel"
        run={async () => {
          await remove.mutateAsync(id);
          tell(`The channel ${name} is removed.`);
        }}
      >
        What waits for it is not sent, and the list of what was sent goes as well. To stop for a while, pause
        it instead.
      </Confirm>
    </>
  );
}
