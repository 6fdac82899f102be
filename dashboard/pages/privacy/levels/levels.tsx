import { Card, Code, Group, SimpleGrid, Title } from '@mantine/core';
import type { PrivacyOverview } from '../../../../api/contract.ts';
import classes from './levels.module.css';

/** The levels side by side, from nothing to most. */
export function Levels({ levels }: { levels: PrivacyOverview['levels'] }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm" component="ol" className="plain-list">
      {levels.map(({ level, title, stored, identifier, retention, feedsAlerts }) => (
        <Card key={level} component="li">
          <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
            <Title order={3}>{title}</Title>
            <Code className={classes.level}>{level}</Code>
          </Group>
          <dl className={classes.facts}>
            <dt>Stored</dt>
            <dd>{stored}</dd>
            <dt>Identifier</dt>
            <dd>{identifier}</dd>
            <dt>Kept for</dt>
            <dd>{retention}</dd>
            <dt>Alerts</dt>
            <dd>{feedsAlerts ? 'May feed them, where the policy allows it' : 'Never feed on it'}</dd>
          </dl>
        </Card>
      ))}
    </SimpleGrid>
  );
}
