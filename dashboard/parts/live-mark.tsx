import { Group, Text } from '@mantine/core';
import classes from './live-mark.module.css';

/** Whether what is shown renews itself. */
export function LiveMark({ live, waiting = false }: { live: boolean; waiting?: boolean }) {
  const state = waiting ? 'waiting' : live ? 'live' : 'down';
  return (
    <Group gap={8} wrap="nowrap" role="status">
      <span className={classes.dot} data-state={state} aria-hidden="true" />
      <Text size="sm" c="dimmed" component="span">
        {{ waiting: 'Connecting …', live: 'Live', down: 'Connection lost, trying again …' }[state]}
      </Text>
    </Group>
  );
}
