import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import type { Incident } from '../../../../api/contract-windows.ts';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Page } from '../../../parts/page.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { dateAndClock } from '../../../parts/time.ts';
import { useIncidents } from '../../../queries/incidents.ts';
import { incidentName } from './incident-words.ts';

/** What the rules forbid and something stopped, on all sites. There should be none. */
export function IncidentsPage() {
  const incidents = useIncidents();
  const items = incidents.data ?? [];
  return (
    <Page
      title="Incidents"
      lead="What the rules forbid, and the program stopped before it left. On all sites, the newest first; what was stopped is not kept here."
    >
      {incidents.isPending ? <Loading rows={2} height={90} /> : null}
      {incidents.isError && !incidents.data ? (
        <Problem error={incidents.error} retry={incidents.refetch} />
      ) : null}
      {incidents.data && items.length === 0 ? (
        <Empty icon={IconShieldCheck} title="Nothing was stopped">
          Everything that was about to leave held only what it may hold.
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <Stack component="ul" className="plain-list" gap="sm" aria-label="Incidents">
          {items.map((incident) => (
            <IncidentCard key={`${incident.kind} ${incident.subject}`} incident={incident} />
          ))}
        </Stack>
      ) : null}
    </Page>
  );
}

function IncidentCard({ incident: { kind, subject, detail, at } }: { incident: Incident }) {
  return (
    <Card component="li" data-testid="incident">
      <Group justify="space-between" gap="xs">
        <Title order={2}>{incidentName(kind)}</Title>
        <Badge variant="default">{kind}</Badge>
      </Group>
      <Text mt="xs">{detail}</Text>
      <Text size="sm" c="dimmed" mt={4}>
        {subject} · {dateAndClock(at)}
      </Text>
    </Card>
  );
}
