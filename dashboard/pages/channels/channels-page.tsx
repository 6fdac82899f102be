import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBellRinging, IconPlus } from '@tabler/icons-react';
import type { Me } from '../../../api/contract.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useChannels } from '../../queries/channels.ts';
import { ChannelCard } from './channel-card.tsx';
import { NewChannelModal } from './new-channel-modal.tsx';

/** Where a team hears of alerts. Sales reads; an owner changes. */
export function ChannelsPage({ me }: { me: Me }) {
  const channels = useChannels();
  const [opened, { open, close }] = useDisclosure(false);
  const isOwner = me.role === 'owner';
  const add = (
    <Button leftSection={<IconPlus size={17} aria-hidden="true" />} onClick={open}>
      Add a channel
    </Button>
  );
  const isEmpty = channels.data?.length === 0;
  return (
    <Page
      title="Channels"
      lead="Where a team hears of alerts: each alert of a site goes to the channels of that site at once."
      actions={isOwner && !isEmpty ? add : null}
    >
      {channels.isPending ? <Loading rows={2} height={140} /> : null}
      {channels.isError && !channels.data ? (
        <Problem error={channels.error} retry={channels.refetch} />
      ) : null}
      {isEmpty ? (
        <Empty icon={IconBellRinging} title="There is no channel yet" action={isOwner ? add : null}>
          {isOwner
            ? 'Add Slack, Microsoft Teams or a webhook, and alerts arrive where your team is. People are told by e-mail without a channel.'
            : 'An owner can add Slack, Microsoft Teams or a webhook. You are told by e-mail without a channel.'}
        </Empty>
      ) : null}
      {channels.data && channels.data.length > 0 ? (
        <Stack gap="md" component="ul" className="plain-list" aria-label="Channels">
          {channels.data.map((channel) => (
            <ChannelCard key={channel.id} channel={channel} isOwner={isOwner} />
          ))}
        </Stack>
      ) : null}
      <NewChannelModal opened={opened} close={close} />
    </Page>
  );
}
