import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import type { Site } from '../../../api/contract.ts';
import { LiveMark } from '../../parts/live-mark.tsx';
import { Page } from '../../parts/page.tsx';
import { useAlertStream } from '../../queries/alert-stream-provider.tsx';
import { AlertList } from './alert-list.tsx';
import { WarmingList } from './warming-list.tsx';
import { WhyDrawer } from './why-drawer.tsx';
import { filterIn, WINDOW_FILTERS } from './window-filters.ts';

/** Alerts of a site, the newest first; new ones arrive by themselves. A message links to one of them. */
export function WindowsPage({ site }: { site: Site }) {
  const [parameters, setParameters] = useSearchParams();
  const filter = filterIn(parameters);
  const asked = parameters.get('alert');
  const { status, newest, markSeen } = useAlertStream();
  // What was new stays marked while one looks, and is old news after that.
  useEffect(() => markSeen, []);

  const show = (state: string): void =>
    setParameters(
      (previous) => {
        const next = new URLSearchParams(previous);
        next.delete('alert');
        next.set('state', state);
        return next;
      },
      { replace: true },
    );

  return (
    <Page
      title="Windows"
      lead="A window opens when an organization's visits fulfil one of your rules. What happens next is up to you."
      actions={<LiveMark live={status !== 'down'} waiting={status === 'connecting'} />}
    >
      <SegmentedControl
        className="scroll-safe"
        aria-label="Which windows"
        data={WINDOW_FILTERS.map(({ value, label }) => ({ value, label }))}
        value={filter.value}
        onChange={show}
      />
      <VisuallyHidden role="status" aria-live="polite">
        {newest ? `New window: ${newest.org.name}. ${newest.rule.sentence}.` : ''}
      </VisuallyHidden>
      {filter.value === 'warming' ? (
        <WarmingList site={site} />
      ) : (
        <AlertList site={site} filter={filter.value} states={filter.states} />
      )}
      {asked === null ? null : <WhyDrawer id={asked} opened close={() => show(filter.value)} />}
    </Page>
  );
}
