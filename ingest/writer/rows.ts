import { EVENT_COLUMNS } from '../../infra/warehouse/event-columns.ts';
import { QUARTER_COLUMNS } from '../../infra/warehouse/quarter-columns.ts';
import type { Rows } from '../../infra/warehouse/warehouse.ts';
import { type AcceptedEvent, carriesDecision, type LogEntry, type RefusalCount } from '../../policy/event.ts';
import { isMatchOutcome } from '../../policy/match-outcome.ts';
import type { Rollup } from '../../policy/rollup.ts';
import { dayOf, hourOf } from '../../policy/time.ts';
import { behaviourRows } from './behaviour-rows.ts';
import { sum } from './sum.ts';

const seconds = (time: number): number => Math.floor(time / 1000);

/** Event ids are 64 bits in hexadecimal; ClickHouse takes them in decimal. */
const decimal = (id: string): string => BigInt(`0x${id}`).toString();

/**
 * Rows of every table for a run of log entries. The same entries after the same roll-up give the same rows,
 * so that a batch which was interrupted can be written again.
 */
export function rowsOf(entries: readonly LogEntry[], rollup: Rollup): Rows[] {
  const events = entries.filter((entry) => entry.type === 'event').filter(carriesDecision);
  const refusals = entries.filter((entry) => entry.type === 'refusals');
  const behaviour = entries.filter((entry) => entry.type === 'behaviour');
  return [
    eventRows(events.filter((event) => event.level !== 'COUNT')),
    countRows(events.filter((event) => event.level === 'COUNT')),
    organizationRows(events),
    quarterRows(events, rollup),
    refusalRows(refusals),
    behaviourRows(behaviour.filter(carriesDecision)),
    outcomeRows(events),
  ];
}

function eventRows(events: readonly AcceptedEvent[]): Rows {
  return {
    table: 'events',
    columns: EVENT_COLUMNS,
    rows: events.map((event) => [
      event.site,
      event.name,
      event.organization?.id ?? '0',
      seconds(event.time),
      decimal(event.id),
      event.topic,
      event.page,
      event.referrerHost,
      event.country,
      event.device,
      event.browser,
      event.level,
      event.alert,
      event.policyVersion,
      event.reasons,
      event.visitor === '' ? '0' : decimal(event.visitor),
    ]),
  };
}

function countRows(events: readonly AcceptedEvent[]): Rows {
  const rows = sum(
    events.map((event) => ({
      key: [
        event.site,
        seconds(hourOf(event.time)),
        event.page,
        event.referrerHost,
        event.country,
        event.device,
        event.browser,
        event.topic,
        event.reasons[0] ?? '',
        event.policyVersion,
      ],
      values: [1],
    })),
  );
  return {
    table: 'counts',
    columns: [
      'site',
      'hour',
      'page',
      'referrer',
      'country',
      'device',
      'browser',
      'topic',
      'reason',
      'policy_version',
      'views',
    ],
    rows,
  };
}

function organizationRows(events: readonly AcceptedEvent[]): Rows {
  const newest = new Map<string, readonly unknown[]>();
  for (const { organization, time } of events) {
    if (!organization) continue;
    const { id, name, domain, country, kind, confidence } = organization;
    newest.set(id, [id, name, domain, country, kind, confidence, seconds(time)]);
  }
  return {
    table: 'organizations',
    columns: ['id', 'name', 'domain', 'country', 'kind', 'confidence', 'seen'],
    rows: [...newest.values()],
  };
}

function quarterRows(events: readonly AcceptedEvent[], rollup: Rollup): Rows {
  const rows = sum(
    events.flatMap((event) =>
      rollup.add(event).map(({ site, organization, topic, quarter, alert, views, sessions }) => ({
        key: [site, organization.id, topic, seconds(quarter), alert, event.policyVersion],
        values: [views, sessions],
      })),
    ),
  );
  return {
    table: 'organization_quarters',
    columns: QUARTER_COLUMNS,
    rows,
  };
}

function refusalRows(refusals: readonly RefusalCount[]): Rows {
  const rows = sum(
    refusals.map(({ site, day, reason, count }) => ({ key: [site, day, reason], values: [count] })),
  );
  return { table: 'refusals', columns: ['site', 'day', 'reason', 'count'], rows };
}

/** How matches came out, by day; nothing of the visits is with it. */
function outcomeRows(events: readonly AcceptedEvent[]): Rows {
  const rows = sum(
    events.flatMap(({ site, time, outcome }) =>
      outcome === undefined || !isMatchOutcome(outcome)
        ? []
        : [{ key: [site, dayOf(time), outcome], values: [1] }],
    ),
  );
  return { table: 'match_outcomes', columns: ['site', 'day', 'outcome', 'count'], rows };
}
