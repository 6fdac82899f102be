import { Group, Table, Text } from '@mantine/core';
import type { Tried, TriedWindow } from '../../../api/contract-rules.ts';
import { Disclosure } from '../../parts/disclosure.tsx';
import { count, dateAndClock, shortDay } from '../../parts/time.ts';
import { countryName, evidenceText } from '../../parts/words.ts';
import { barsOf } from './bars.ts';
import classes from './rules.module.css';

const TOLD: Record<TriedWindow['told'], string> = {
  alert: 'Alert',
  merged: 'Held back: another rule had told of it',
  cool_down: 'Held back: cool-down',
};

/** Alerts by day as a picture and as tables, and each window. */
export function TrialResult({ tried }: { tried: Tried }) {
  const { alerts, heldBack, remaining, windows, days } = tried;
  const utc = { timeZone: 'UTC' };
  return (
    <div data-testid="trial-result">
      <Text fw={600} role="status">
        {count(alerts, 'alert')} in the last 30 days
        {heldBack > 0 ? `, and ${count(heldBack, 'window')} held back` : ''}.
        {remaining === null ? '' : ` With stricter privacy ${count(remaining, 'alert')} would remain.`}
      </Text>
      <div className={classes.bars} aria-hidden="true">
        {barsOf(tried).map(({ day, told, lost, held }) => (
          <div key={day} className={classes.bar}>
            <div className={classes.alerts} style={{ height: `${told}%` }} />
            <div className={classes.lost} style={{ height: `${lost}%` }} />
            <div className={classes.held} style={{ height: `${held}%` }} />
          </div>
        ))}
      </div>
      <Group justify="space-between" mt={4} aria-hidden="true">
        <Text size="xs">{shortDay(days[0]?.day ?? 0, utc)}</Text>
        <Group gap="xs">
          <Legend of={classes.alerts} words={remaining === null ? 'Alerts' : 'Alerts that remain'} />
          {remaining === null ? null : <Legend of={classes.lost} words="Alerts that would not" />}
          <Legend of={classes.held} words="Held back" />
        </Group>
        <Text size="xs">{shortDay(days.at(-1)?.day ?? 0, utc)}</Text>
      </Group>
      <Disclosure label="Days as a table">
        <Table.ScrollContainer minWidth={0} mah={300} className="table-window" tabIndex={0}>
          <Table verticalSpacing={4}>
            <Table.Caption>By UTC day; days without any are left out</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Day</Table.Th>
                <Table.Th scope="col">Alerts</Table.Th>
                <Table.Th scope="col">Held back</Table.Th>
                {remaining === null ? null : <Table.Th scope="col">Would remain</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {days
                .filter((day) => day.alerts + day.heldBack + day.remaining > 0)
                .map((day) => (
                  <Table.Tr key={day.day}>
                    <Table.Td>{shortDay(day.day, utc)}</Table.Td>
                    <Table.Td>{day.alerts}</Table.Td>
                    <Table.Td>{day.heldBack}</Table.Td>
                    {remaining === null ? null : <Table.Td>{day.remaining}</Table.Td>}
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Disclosure>
      {windows.length > 0 ? (
        <Disclosure label={`Each window (${windows.length})`}>
          <ul className="plain-list">
            {windows.map((window) => (
              <li
                key={`${window.organization?.id} ${window.openedAt} ${window.told}`}
                className={classes.part}
              >
                <WindowWords window={window} />
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </div>
  );
}

function WindowWords({ window: { organization, openedAt, until, told, evidence } }: { window: TriedWindow }) {
  return (
    <div>
      <Text fw={600} size="sm">
        {organization
          ? `${organization.name}${organization.country === '' ? '' : `, ${countryName(organization.country)}`}`
          : 'An organization'}
      </Text>
      <Text size="sm">{evidence.map(evidenceText).join(', ')}</Text>
      <Text size="sm" c="dimmed">
        {TOLD[told]} · {dateAndClock(openedAt)} until {dateAndClock(until)}
      </Text>
    </div>
  );
}

function Legend({ of, words }: { of: string | undefined; words: string }) {
  return (
    <Group gap={4}>
      <span className={`${classes.swatch} ${of ?? ''}`} />
      <Text size="xs">{words}</Text>
    </Group>
  );
}
