import { Badge, Card, Group, List, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { PolicyChange } from '../../../../api/contract-privacy.ts';
import { DirectionSign } from '../matrix/outcome-sign.tsx';
import { DIRECTIONS, type Direction } from '../words.ts';
import classes from './review.module.css';

const COLOURS: Readonly<Record<Direction, string>> = {
  wider: 'orange',
  narrower: 'teal',
  both: 'orange',
  neutral: 'gray',
};

/** Which way a change goes: by arrow, colour and word. */
export function DirectionBadge({ direction }: { direction: Direction }) {
  return (
    <Badge
      color={COLOURS[direction]}
      className={classes.direction}
      data-direction={direction}
      leftSection={
        direction === 'neutral' ? (
          <IconInfoCircle size={13} aria-hidden="true" />
        ) : (
          <DirectionSign direction={direction} />
        )
      }
    >
      {DIRECTIONS[direction]}
    </Badge>
  );
}

/** What a change of policy would do, in numbers and in sentences. */
export function Effect({ change }: { change: PolicyChange }) {
  const { wider, narrower, sentences } = change;
  return (
    <Card data-testid="effect">
      <Stack gap="md">
        <Group gap="xl">
          <Figure direction="wider" value={wider} />
          <Figure direction="narrower" value={narrower} />
        </Group>
        <Text size="sm" c="dimmed">
          Held against every kind of visit there is: every place, every answer to the consent question, every
          network, with and without a signal.
        </Text>
        {sentences.length === 0 ? (
          <Text>Nothing that is collected changes.</Text>
        ) : (
          <List listStyleType="none" spacing={8} className={classes.sentences}>
            {sentences.map(({ direction, text }) => (
              <List.Item key={`${direction} ${text}`}>
                <span className={classes.sentence}>
                  <DirectionBadge direction={direction} />
                  <span>{text}</span>
                </span>
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Card>
  );
}

function Figure({ direction, value }: { direction: 'wider' | 'narrower'; value: number }) {
  return (
    <div>
      <Text className={classes.figure} data-direction={value === 0 ? undefined : direction}>
        {value === 0 ? null : <DirectionSign direction={direction} size={20} />}
        {value.toLocaleString('en-GB')}
      </Text>
      <Text size="sm">{direction === 'wider' ? 'allow more than now' : 'allow less than now'}</Text>
    </div>
  );
}
