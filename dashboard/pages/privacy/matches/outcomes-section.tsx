import { Box, Card, Group, Progress, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import type { MatchQuality } from '../../../../api/contract-corrections.ts';
import { Disclosure } from '../../../parts/disclosure.tsx';
import { Section } from '../../../parts/section.tsx';
import { shortDay } from '../../../parts/time.ts';
import { rowsOf, sharesOf } from './shares.ts';

const RANGES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
];

interface OutcomesProps {
  quality: MatchQuality;
  days: string;
  setDays: (days: string) => void;
}

/** How matches came out: shares, and the same by day in a table. */
export function OutcomesSection({ quality, days, setDays }: OutcomesProps) {
  const shares = sharesOf(quality.outcomes);
  return (
    <Section
      title="How matches came out"
      lead="Of page views that were kept, and of those that an exclusion refused. Days are in UTC."
      actions={
        <SegmentedControl size="xs" aria-label="Days shown" data={RANGES} value={days} onChange={setDays} />
      }
    >
      <Card>
        {shares.length === 0 ? (
          <Text c="dimmed">Nothing was counted in this time.</Text>
        ) : (
          <Stack component="ul" className="plain-list" gap="sm" aria-label="Shares">
            {shares.map(({ outcome, title, count, percent }) => (
              <Box component="li" key={outcome} data-testid={`outcome-${outcome}`}>
                <Group justify="space-between" gap="sm" wrap="nowrap">
                  <Text size="sm">{title}</Text>
                  <Text size="sm" flex="none">
                    {percent} % · {count.toLocaleString('en-GB')}
                  </Text>
                </Group>
                <Progress value={percent} aria-label={`${title}: ${percent} per cent`} mt={4} />
              </Box>
            ))}
          </Stack>
        )}
        {shares.length === 0 ? null : (
          <Disclosure label="By day, as a table">
            <Table.ScrollContainer minWidth={0} mah={420} className="table-window" tabIndex={0}>
              <Table verticalSpacing={4}>
                <Table.Caption>Page views by outcome and UTC day</Table.Caption>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">Day</Table.Th>
                    {shares.map(({ outcome, title }) => (
                      <Table.Th scope="col" key={outcome}>
                        {title}
                      </Table.Th>
                    ))}
                    <Table.Th scope="col">All</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rowsOf(quality.days).map(({ day, counts, all }) => (
                    <Table.Tr key={day}>
                      <Table.Th scope="row">{shortDay(day, { timeZone: 'UTC' })}</Table.Th>
                      {shares.map(({ outcome }) => (
                        <Table.Td key={outcome}>{counts.get(outcome) ?? 0}</Table.Td>
                      ))}
                      <Table.Td>{all}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Disclosure>
        )}
      </Card>
    </Section>
  );
}
