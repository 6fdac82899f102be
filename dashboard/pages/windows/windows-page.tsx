import { Button, SegmentedControl, Stack, VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import type { AlertState, Site } from '../../../api/contract.ts';
import { LiveMark } from '../../parts/live-mark.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { alertsOf } from '../../queries/alert-list.ts';
import { useAlertStream } from '../../queries/alert-stream-provider.tsx';
import { useAlerts } from '../../queries/alerts.ts';
import { AlertCard } from './alert-card.tsx';
import { NoWindows } from './no-windows.tsx';

const FILTERS: readonly { value: string; label: string; states: readonly AlertState[] }[] = [
  { value: 'open', label: 'Open', states: ['open'] },
  { value: 'acknowledged', label: 'Acknowledged', states: ['acknowledged'] },
  { value: 'snoozed', label: 'Snoozed', states: ['snoozed'] },
  { value: 'all', label: 'All', states: ['open', 'acknowledged', 'snoozed', 'closed'] },
];

/** Alerts of a site, the newest first; new ones arrive by themselves. */
export function WindowsPage({ site }: { site: Site }) {
  const [parameters, setParameters] = useSearchParams();
  const filter = FILTERS.find(({ value }) => value === parameters.get('state')) ?? FILTERS[0];
  const states = filter?.states ?? ['open'];
  const alerts = useAlerts({ siteId: site.id, states });
  const { status, fresh, newest, markSeen } = useAlertStream();
  // What was new stays marked while one looks, and is old news after that.
  useEffect(() => markSeen, []);
  const items = alertsOf(alerts.data);

  return (
    <Page
      title="Windows"
      lead="A window opens when an organization's visits fulfil one of your rules. What happens next is up to you."
      actions={<LiveMark live={status !== 'down'} waiting={status === 'connecting'} />}
    >
      <SegmentedControl
        className="scroll-safe"
        aria-label="Which windows"
        data={FILTERS.map(({ value, label }) => ({ value, label }))}
        value={filter?.value ?? 'open'}
        onChange={(value) =>
          setParameters(
            (previous) => {
              const next = new URLSearchParams(previous);
              next.set('state', value);
              return next;
            },
            { replace: true },
          )
        }
      />
      <VisuallyHidden role="status" aria-live="polite">
        {newest ? `New window: ${newest.org.name}. ${newest.rule.sentence}.` : ''}
      </VisuallyHidden>
      {alerts.isPending ? <Loading rows={3} height={170} /> : null}
      {alerts.isError && !alerts.data ? <Problem error={alerts.error} retry={alerts.refetch} /> : null}
      {alerts.data && items.length === 0 ? <NoWindows site={site} filter={filter?.value ?? 'open'} /> : null}
      {items.length > 0 ? (
        <Stack gap="md" component="ul" className="plain-list" aria-label="Windows">
          {items.map((alert) => (
            <AlertCard key={alert.id} alert={alert} isFresh={fresh.includes(alert.id)} />
          ))}
        </Stack>
      ) : null}
      {alerts.hasNextPage ? (
        <Button
          variant="default"
          onClick={() => void alerts.fetchNextPage()}
          loading={alerts.isFetchingNextPage}
        >
          Show older
        </Button>
      ) : null}
    </Page>
  );
}
