import { Card, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Refusals, Site } from '../../../../api/contract.ts';
import { useTime } from '../../../parts/clock.tsx';
import { LiveMark } from '../../../parts/live-mark.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { useRefusals } from '../../../queries/privacy.ts';
import { RefusalChart } from './refusal-chart.tsx';
import { lastDays, refusalDays } from './refusal-days.ts';
import classes from './refusals.module.css';

const RANGES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
];

/** What was refused, or kept without a name, and why: in numbers and in sentences. */
export function RefusalsSection({ site }: { site: Site }) {
  const [days, setDays] = useState('30');
  const time = useTime();
  const refusals = useRefusals(site.id, lastDays(time, Number(days)));
  return (
    <Section
      title="By day and reason"
      lead="Days are in UTC."
      actions={
        <Group gap="md">
          <LiveMark live={!refusals.isError} waiting={refusals.isPending} />
          <SegmentedControl size="xs" aria-label="Days shown" data={RANGES} value={days} onChange={setDays} />
        </Group>
      }
    >
      {refusals.isPending ? <Loading rows={1} height={260} /> : null}
      {refusals.isError && !refusals.data ? (
        <Problem error={refusals.error} retry={refusals.refetch} />
      ) : null}
      {refusals.data ? <Reasons refusals={refusals.data} /> : null}
    </Section>
  );
}

function Reasons({ refusals }: { refusals: Refusals }) {
  const [chosen, setChosen] = useState<string | null>(null);
  if (refusals.reasons.length === 0) {
    return (
      <Card>
        <Text c="dimmed">Nothing was refused in this time.</Text>
      </Card>
    );
  }
  // A reason may be gone after the range was changed.
  const reason = refusals.reasons.find((each) => each.reason === chosen) ?? null;
  return (
    <Card p={0}>
      <Stack gap={0}>
        <RefusalChart
          days={refusalDays(refusals, reason?.reason ?? null)}
          title={reason?.sentence ?? 'All reasons'}
        />
        <ul
          className={`plain-list ${classes.reasons}`}
          aria-label="Reasons; choose one to see it alone in the chart"
        >
          {refusals.reasons.map((each) => (
            <li key={each.reason}>
              <button
                type="button"
                className={classes.reason}
                aria-pressed={each.reason === chosen}
                onClick={() => setChosen(each.reason === chosen ? null : each.reason)}
              >
                <span>
                  {each.sentence}
                  {each.source === '' ? null : <span className={classes.source}>{each.source}</span>}
                </span>
                <span className={classes.number}>{each.count.toLocaleString('en-GB')}</span>
              </button>
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  );
}
