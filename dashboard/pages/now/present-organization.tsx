import { Badge, Box, Card, Group, Text } from '@mantine/core';
import { IconAppWindow } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { OrganizationSummary } from '../../../api/contract.ts';
import { useTime } from '../../parts/clock.tsx';
import { DemoBadge } from '../../parts/demo-badge.tsx';
import { OrganizationFacts } from '../../parts/organization-facts.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { moment } from '../../parts/time.ts';
import { Topics } from '../../parts/topics.tsx';
import { useSiteHref } from '../../queries/current-site.tsx';
import { MatchMenu } from '../corrections/match-menu.tsx';

interface Props {
  organization: OrganizationSummary;
  demo: boolean;
}

export function PresentOrganization({ organization, demo }: Props) {
  const href = useSiteHref();
  const time = useTime();
  const { id, name, firstSeen, topics, openWindow } = organization;
  return (
    <Card component="li" data-testid="organization-row" data-organization-id={id}>
      <Group justify="space-between" gap="sm" align="flex-start">
        <Box flex="1 1 240px" miw={0}>
          <Group gap="xs">
            <TextLink href={href(`/organizations/${id}`)} fw={600} fz="lg" c="inherit">
              {name}
            </TextLink>
            {demo ? <DemoBadge /> : null}
          </Group>
          <OrganizationFacts {...organization} />
        </Box>
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            Since {moment(firstSeen, time)}
          </Text>
          {openWindow === null ? null : (
            <Badge
              component={Link}
              href={href('/windows')}
              variant="filled"
              size="lg"
              leftSection={<IconAppWindow size={14} aria-hidden="true" />}
              className="link-badge"
            >
              Open window
            </Badge>
          )}
          <MatchMenu organization={organization} compact />
        </Group>
      </Group>
      {topics.length > 0 ? (
        <Group mt="sm">
          <Topics topics={topics} />
        </Group>
      ) : null}
    </Card>
  );
}
