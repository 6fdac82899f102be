import { Card, Group, Table, Text } from '@mantine/core';
import type { OrganizationSummary } from '../../../api/contract.ts';
import { useTime } from '../../parts/clock.tsx';
import { DemoBadge } from '../../parts/demo-badge.tsx';
import { OrganizationFacts } from '../../parts/organization-facts.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { count, moment } from '../../parts/time.ts';
import { Topics } from '../../parts/topics.tsx';
import { useSiteHref } from '../../queries/current-site.tsx';
import { MatchMenu } from '../corrections/match-menu.tsx';
import classes from './organization-list.module.css';

interface Props {
  organizations: readonly OrganizationSummary[];
  demo: boolean;
  /** Whether these are still the ones of the filters before. */
  isStale: boolean;
}

/** A table; on a narrow screen each row becomes a card. */
export function OrganizationList({ organizations, demo, isStale }: Props) {
  const time = useTime();
  const href = useSiteHref();
  return (
    <Card p={0} className={classes.card} data-stale={isStale || undefined} aria-busy={isStale}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Organization</Table.Th>
            <Table.Th scope="col">Topics</Table.Th>
            <Table.Th scope="col">Visits</Table.Th>
            <Table.Th scope="col">Last seen</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {organizations.map((organization) => {
            const { id, name, topics, sessions, views, lastSeen, openWindow } = organization;
            return (
              <Table.Tr key={id} data-testid="organization-row" data-organization-id={id}>
                <Table.Td className={classes.name}>
                  <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
                    <div>
                      <TextLink href={href(`/organizations/${id}`)} fw={600} c="inherit">
                        {name}
                      </TextLink>{' '}
                      {demo ? <DemoBadge /> : null}
                      <OrganizationFacts {...organization} />
                    </div>
                    <MatchMenu organization={organization} compact />
                  </Group>
                </Table.Td>
                <Table.Td>
                  <Topics topics={topics} />
                </Table.Td>
                <Table.Td className={classes.fact}>
                  {count(sessions, 'session')}
                  <Text size="sm" c="dimmed">
                    {count(views, 'page view')}
                  </Text>
                </Table.Td>
                <Table.Td className={`${classes.fact} ${classes.seen}`}>
                  {moment(lastSeen, time)}
                  {openWindow === null ? null : (
                    <div>
                      <TextLink href={href('/windows')} size="sm">
                        Open window
                      </TextLink>
                    </div>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
