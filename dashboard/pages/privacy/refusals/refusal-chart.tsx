import { Box, Skeleton, Table, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Disclosure } from '../../../parts/disclosure.tsx';
import { count, shortDay } from '../../../parts/time.ts';
import type { RefusalDay } from './refusal-days.ts';

const utc = { timeZone: 'UTC' };

const BARS_HEIGHT = 180;

// Charts weigh as much as all the rest, and only this page draws one.
const RefusalBars = lazy(() => import('./refusal-bars.tsx'));

interface RefusalChartProps {
  days: readonly RefusalDay[];
  /** What is counted. */
  title: string;
}

/** Events by day, with a table that says the same. */
export function RefusalChart({ days, title }: RefusalChartProps) {
  return (
    <Box p="md">
      <Text size="sm" mb="sm">
        {title}
      </Text>
      <div aria-hidden="true">
        <Suspense fallback={<Skeleton height={BARS_HEIGHT} />}>
          <RefusalBars days={days} height={BARS_HEIGHT} />
        </Suspense>
      </div>
      <Disclosure label="Show as a table">
        <Table.ScrollContainer minWidth={0} mah={360} className="table-window" tabIndex={0}>
          <Table verticalSpacing={4}>
            <Table.Caption>{title}, by UTC day</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Day</Table.Th>
                <Table.Th scope="col">Events</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {[...days].reverse().map(({ day, count: events }) => (
                <Table.Tr key={day}>
                  <Table.Td>{shortDay(day, utc)}</Table.Td>
                  <Table.Td>{count(events, 'event')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Disclosure>
    </Box>
  );
}
