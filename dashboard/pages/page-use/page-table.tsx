import { Card, Table, Text } from '@mantine/core';
import type { PageUse } from '../../../api/contract-behaviour.ts';
import { count } from '../../parts/time.ts';
import classes from './page-use.module.css';
import { duration, reachedByHalf, shareOf } from './reached.ts';

interface Props {
  pages: readonly PageUse[];
  /** What the site's policy lets be counted. */
  counts: readonly string[];
}

/** Views by page, and what they reached; on a narrow screen each row becomes a card. */
export function PageTable({ pages, counts }: Props) {
  const engaged = counts.includes('engaged');
  const scrolled = counts.includes('scrolled');
  return (
    <Card p={0}>
      <Table className={`${classes.table} ${classes.pages}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Page</Table.Th>
            <Table.Th scope="col">Views</Table.Th>
            {engaged ? <Table.Th scope="col">Looked at</Table.Th> : null}
            {scrolled ? <Table.Th scope="col">Read to the end</Table.Th> : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pages.map(({ page, views, engaged: times, scrolled: depths }) => (
            <Table.Tr key={page} data-testid="page-row">
              <Table.Td className={classes.page}>
                <Text fw={600} component="span">
                  {page}
                </Text>
              </Table.Td>
              <Table.Td className={classes.fact}>{count(views, 'view')}</Table.Td>
              {engaged ? (
                <Table.Td className={classes.fact} data-label="Looked at">
                  <Engaged marks={times} views={views} />
                </Table.Td>
              ) : null}
              {scrolled ? (
                <Table.Td className={classes.fact} data-label="Read to the end">
                  {shareOf(depths.find(({ mark }) => mark === 100)?.times ?? 0, views)} % of views
                </Table.Td>
              ) : null}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Engaged({ marks, views }: { marks: PageUse['engaged']; views: number }) {
  const half = reachedByHalf(marks, views);
  if (!half) return <>Under 10 seconds by most</>;
  return (
    <>
      {duration(half.mark)} or more by {half.share} %
    </>
  );
}
