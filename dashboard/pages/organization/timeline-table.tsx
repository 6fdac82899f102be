import { Table } from '@mantine/core';
import type { TimelineGrid } from './timeline-grid.ts';
import { columnName } from './timeline-picture.tsx';

/** The picture as a table: only times with visits, the latest first. */
export function TimelineTable({ grid }: { grid: TimelineGrid }) {
  const lines = grid.columns
    .flatMap((column, index) =>
      grid.rows.flatMap(({ label, cells }) => {
        const cell = cells[index];
        return cell ? [{ column, label, ...cell }] : [];
      }),
    )
    .reverse();
  return (
    <Table.ScrollContainer minWidth={0} mah={420} className="table-window" tabIndex={0}>
      <Table verticalSpacing={6} stickyHeader>
        <Table.Caption>
          {grid.unit === 'day' ? 'Days' : 'Quarter-hours'} with visits, in your time zone. A session counts
          where it began.
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Time</Table.Th>
            <Table.Th scope="col">Topic</Table.Th>
            <Table.Th scope="col">Page views</Table.Th>
            <Table.Th scope="col">Sessions</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ column, label, views, sessions }) => (
            <Table.Tr key={`${column.key} ${label}`}>
              <Table.Td>{columnName(column, grid.unit)}</Table.Td>
              <Table.Td>{label}</Table.Td>
              <Table.Td>{views}</Table.Td>
              <Table.Td>{sessions}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
