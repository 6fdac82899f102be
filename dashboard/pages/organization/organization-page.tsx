import { Breadcrumbs, Card, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { AlertState, Site } from '../../../api/contract.ts';
import { useClock, useTime } from '../../parts/clock.tsx';
import { Disclosure } from '../../parts/disclosure.tsx';
import { Loading } from '../../parts/loading.tsx';
import { OrganizationFacts } from '../../parts/organization-facts.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { moment } from '../../parts/time.ts';
import { alertsOf } from '../../queries/alert-list.ts';
import { useAlerts } from '../../queries/alerts.ts';
import { ApiError } from '../../queries/client.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useTimeline } from '../../queries/organizations.ts';
import { CorrectedBanner } from '../corrections/corrected-banner.tsx';
import { MatchMenu } from '../corrections/match-menu.tsx';
import { AlertCard } from '../windows/alert-card.tsx';
import { timelineGrid } from './timeline-grid.ts';
import { TimelinePicture } from './timeline-picture.tsx';
import { TimelineTable } from './timeline-table.tsx';

const RANGES = [
  { value: '1', label: '24 hours' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
];
const ALL: readonly AlertState[] = ['open', 'acknowledged', 'snoozed', 'closed'];

/** One organization: when it was here and what about, and its windows. */
export function OrganizationPage({ site, id }: { site: Site; id: string }) {
  const [days, setDays] = useState('7');
  const clock = useClock();
  const time = useTime();
  const href = useSiteHref();
  const timeline = useTimeline(site.id, id, Number(days), clock);
  const organization = timeline.data?.organization;
  const isUnknown = timeline.error instanceof ApiError && timeline.error.status === 404;

  return (
    <Stack gap="md">
      <Breadcrumbs>
        <TextLink href={href('/organizations')}>Organizations</TextLink>
        <Text c="dimmed">{organization?.name ?? (isUnknown ? 'Unknown' : '…')}</Text>
      </Breadcrumbs>
      <Page
        title={organization?.name ?? (isUnknown ? 'Not seen here' : 'Organization')}
        lead={
          organization ? (
            <>
              <OrganizationFacts {...organization} />
              Last seen {moment(organization.lastSeen, time)} on {site.name}.
            </>
          ) : undefined
        }
        {...(organization ? { actions: <MatchMenu organization={organization} /> } : {})}
        demo={site.demo}
      >
        <CorrectedBanner organizationId={id} />
        {timeline.isPending ? <Loading rows={2} height={180} /> : null}
        {timeline.isError && (isUnknown || !timeline.data) ? (
          <Problem error={timeline.error} {...(isUnknown ? {} : { retry: timeline.refetch })} />
        ) : null}
        {timeline.data && !isUnknown ? (
          <>
            <Section
              title="When, and about what"
              actions={
                <SegmentedControl
                  size="xs"
                  aria-label="Time shown"
                  data={RANGES}
                  value={days}
                  onChange={setDays}
                />
              }
            >
              <TimelineCard timeline={timeline.data} />
            </Section>
            <Windows site={site} id={id} />
          </>
        ) : null}
      </Page>
    </Stack>
  );
}

function TimelineCard({ timeline }: { timeline: Parameters<typeof timelineGrid>[0] }) {
  const grid = useMemo(() => timelineGrid(timeline), [timeline]);
  if (grid.rows.length === 0) {
    return (
      <Card>
        <Text c="dimmed">No visit in this time. Choose a longer one to see earlier visits.</Text>
      </Card>
    );
  }
  return (
    <Card>
      <TimelinePicture grid={grid} />
      <Group mt="md">
        <Disclosure label="Show as a table">
          <TimelineTable grid={grid} />
        </Disclosure>
      </Group>
    </Card>
  );
}

function Windows({ site, id }: { site: Site; id: string }) {
  const alerts = useAlerts({ siteId: site.id, states: ALL, organizationId: id });
  const items = alertsOf(alerts.data);
  return (
    <Section title="Windows">
      {alerts.isPending ? <Loading rows={1} height={140} /> : null}
      {alerts.isError ? <Problem error={alerts.error} retry={alerts.refetch} /> : null}
      {alerts.isSuccess && items.length === 0 ? (
        <Card>
          <Text c="dimmed">No rule was fulfilled by this organization’s visits yet.</Text>
        </Card>
      ) : null}
      <Stack gap="md" component="ul" className="plain-list">
        {items.map((alert) => (
          <AlertCard key={alert.id} alert={alert} withOrganization={false} />
        ))}
      </Stack>
    </Section>
  );
}
