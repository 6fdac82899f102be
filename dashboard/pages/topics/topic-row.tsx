import { ActionIcon, Badge, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { Topic } from '../../../api/contract-rules.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { MoveButtons } from '../../parts/move-buttons.tsx';
import rows from '../../parts/rows.module.css';
import { useRemoveTopic } from '../../queries/topics.ts';
import classes from './topics.module.css';

interface TopicRowProps {
  siteId: number;
  topic: Topic;
  edits: boolean;
  isFirst: boolean;
  isLast: boolean;
  move: (by: -1 | 1) => void;
  edit: () => void;
}

export function TopicRow({ siteId, topic, edits, isFirst, isLast, move, edit }: TopicRowProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const remove = useRemoveTopic(siteId);
  const { label, kind, paths, campaigns, rules } = topic;
  const titles = rules.map(({ title }) => title).join(', ');
  return (
    <li className={rows.row} data-testid="topic-row">
      <div className={rows.about}>
        <Group gap="xs">
          <Text fw={600}>{label}</Text>
          {kind === 'campaign' ? <Badge>Campaign</Badge> : null}
        </Group>
        <Text size="sm" className={classes.patterns}>
          {(kind === 'pages' ? paths : campaigns).join(', ')}
        </Text>
        <Text size="sm" c="dimmed">
          {rules.length === 0 ? 'No rule looks at it' : `Rules: ${titles}`}
        </Text>
      </div>
      {edits ? (
        <Group gap={4} wrap="nowrap">
          <MoveButtons name={label} isFirst={isFirst} isLast={isLast} move={move} />
          <ActionIcon variant="subtle" size="lg" onClick={edit} aria-label={`Change ${label}`}>
            <IconPencil size={18} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon variant="subtle" color="red" size="lg" onClick={open} aria-label={`Remove ${label}`}>
            <IconTrash size={18} aria-hidden="true" />
          </ActionIcon>
        </Group>
      ) : null}
      <Confirm
        opened={opened}
        close={close}
        title={`Remove the topic ${label}?`}
        deed="Remove topic"
        run={() => remove.mutateAsync(topic.id)}
      >
        {rules.length === 0
          ? 'No rule looks at it. Its pages belong to the next topic that matches, or to none.'
          : `These rules look at it and can not be switched on without it: ${titles}. Active ones must be switched off first.`}
      </Confirm>
    </li>
  );
}
