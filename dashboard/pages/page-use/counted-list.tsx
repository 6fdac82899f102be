import { Card, Table, Text } from '@mantine/core';
import type { Counted } from '../../../api/contract-behaviour.ts';
import { Section } from '../../parts/section.tsx';
import { count } from '../../parts/time.ts';
import classes from './page-use.module.css';

interface Props {
  title: string;
  /** What the first column names. */
  head: string;
  items: readonly (Counted & { properties?: readonly Counted[] })[];
  /** Said for something without a name. */
  nameless?: string;
}

/** How often something was counted, by what it was about. */
export function CountedList({ title, head, items, nameless = '' }: Props) {
  return (
    <Section title={title}>
      {items.length === 0 ? (
        <Text size="sm" c="dimmed">
          None in this time.
        </Text>
      ) : (
        <Card p={0}>
          <Table className={classes.table ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{head}</Table.Th>
                <Table.Th scope="col">How often</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map(({ about, times, properties = [] }) => (
                <Table.Tr key={about}>
                  <Table.Td className={classes.about}>
                    {about || nameless}
                    {properties.map((each) => (
                      <Text key={each.about} size="sm" c="dimmed">
                        {each.about.replace('=', ': ')} · {count(each.times, 'time')}
                      </Text>
                    ))}
                  </Table.Td>
                  <Table.Td className={classes.fact}>{count(times, 'time')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Card>
      )}
    </Section>
  );
}
