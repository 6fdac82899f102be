import { Alert, Card, Group, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Channel } from '../../../api/contract-channels.ts';
import { useTime } from '../../parts/clock.tsx';
import { Disclosure } from '../../parts/disclosure.tsx';
import { date, moment } from '../../parts/time.ts';
import { useCurrentSite } from '../../queries/current-site.tsx';
import { ChannelActions } from './channel-actions.tsx';
import { KIND_NAMES, STATE_WORDS, stateOf, switchedOffWords } from './channel-words.ts';
import { DeliveryLog } from './delivery-log.tsx';
import { StateBadge } from './state-badge.tsx';

/** One channel: where it goes, how it fares, and what an owner can do with it. */
export function ChannelCard({ channel, isOwner }: { channel: Channel; isOwner: boolean }) {
  const { sites } = useCurrentSite();
  const { kind, name, siteId, host, createdBy, createdAt } = channel;
  const state = stateOf(channel);
  const site =
    siteId === null ? 'all sites' : (sites.find(({ id }) => String(id) === siteId)?.name ?? `site ${siteId}`);
  return (
    <Card component="li" data-testid="channel-card" data-state={state}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div>
          <Title order={2}>{name}</Title>
          <Text size="sm" c="dimmed">
            {[KIND_NAMES[kind], ...(host === '' ? [] : [host]), `alerts of ${site}`].join(' · ')}
          </Text>
          <Text size="sm" c="dimmed">
            Added by {createdBy}, {date(createdAt)}
          </Text>
        </div>
        <StateBadge state={STATE_WORDS[state]} size="lg" />
      </Group>
      <StateNotice channel={channel} />
      {isOwner ? (
        <>
          <ChannelActions channel={channel} />
          <Disclosure label="What was sent">
            <DeliveryLog channelId={channel.id} />
          </Disclosure>
        </>
      ) : null}
    </Card>
  );
}

/** What a person should know, where not all is well. */
function StateNotice({ channel }: { channel: Channel }) {
  const time = useTime();
  const state = stateOf(channel);
  if (state === 'active') return null;
  if (state === 'switched_off') {
    const { why, remedy } = switchedOffWords(channel.disabledReason);
    return (
      <Alert
        mt="sm"
        color="red"
        variant="light"
        icon={<IconAlertTriangle />}
        title={`Clearpane switched it off: ${moment(channel.disabledAt ?? '', time)}`}
      >
        {why} {remedy}
      </Alert>
    );
  }
  if (state === 'failing') {
    return (
      <Alert
        mt="sm"
        color="orange"
        variant="light"
        icon={<IconAlertTriangle />}
        title={`Nothing has got there since ${moment(channel.failingSince ?? '', time)}`}
      >
        Clearpane goes on trying. After five days it switches the channel off. Send a test to see what the
        target answers.
      </Alert>
    );
  }
  return (
    <Text size="sm" mt="sm">
      Nothing is sent while it is paused. What waits for it stays.
    </Text>
  );
}
