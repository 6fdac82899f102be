import type { WarehouseMigration } from './warehouse.ts';

/**
 * What is acknowledged must survive a power cut, and a batch that is sent twice must count once:
 * ClickHouse does neither unless told so.
 */
const DURABLE =
  'fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000';

/**
 * Sizes and orders follow measurements: 64-bit ids, low-cardinality words, codecs on times, no random id in
 * front of the sorting key. Every stored event carries what the gate answered: level, policy version, reasons.
 */
export const migrations: readonly WarehouseMigration[] = [
  {
    version: 1,
    name: 'events, roll-ups, refusals',
    statements: [
      // Events that name an organization (30 days) or a consenting visitor (6 months).
      `CREATE TABLE IF NOT EXISTS events (
         site UInt32,
         name LowCardinality(String),
         organization UInt64,
         time DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
         id UInt64,
         topic UInt32,
         page String CODEC(ZSTD(3)),
         referrer String CODEC(ZSTD(3)),
         country LowCardinality(String),
         device LowCardinality(String),
         browser LowCardinality(String),
         level Enum8('COUNT' = 1, 'ORG' = 2, 'VISITOR' = 3),
         alert Bool,
         policy_version UInt32 CODEC(T64, ZSTD(1)),
         reasons Array(LowCardinality(String))
       )
       ENGINE = MergeTree
       PARTITION BY toYYYYMM(time)
       ORDER BY (site, name, organization, time, id)
       TTL time + INTERVAL 30 DAY DELETE WHERE level = 'ORG',
           time + INTERVAL 6 MONTH DELETE WHERE level = 'VISITOR'
       SETTINGS ${DURABLE}`,

      // Events that are only counted: no id, no organization, no time finer than the hour. 25 months.
      `CREATE TABLE IF NOT EXISTS counts (
         site UInt32,
         hour DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
         page String CODEC(ZSTD(3)),
         referrer String CODEC(ZSTD(3)),
         country LowCardinality(String),
         device LowCardinality(String),
         browser LowCardinality(String),
         topic UInt32,
         reason LowCardinality(String),
         policy_version UInt32,
         views UInt64
       )
       ENGINE = SummingMergeTree(views)
       PARTITION BY toYYYYMM(hour)
       ORDER BY (site, hour, page, referrer, country, device, browser, topic, reason, policy_version)
       TTL hour + INTERVAL 25 MONTH
       SETTINGS ${DURABLE}`,

      // What windows and reports stand on: an organization's views and sessions by topic and quarter-hour.
      `CREATE TABLE IF NOT EXISTS organization_quarters (
         site UInt32,
         organization UInt64,
         topic UInt32,
         quarter DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
         alert Bool,
         policy_version UInt32,
         views Int64,
         sessions Int64
       )
       ENGINE = SummingMergeTree((views, sessions))
       PARTITION BY toYYYYMM(quarter)
       ORDER BY (site, organization, topic, quarter, alert, policy_version)
       TTL quarter + INTERVAL 24 MONTH
       SETTINGS ${DURABLE}, allow_nullable_key = 0`,

      `CREATE TABLE IF NOT EXISTS organizations (
         id UInt64,
         name String,
         domain String,
         country LowCardinality(String),
         kind LowCardinality(String),
         confidence LowCardinality(String),
         seen DateTime('UTC')
       )
       ENGINE = ReplacingMergeTree(seen)
       ORDER BY id
       TTL seen + INTERVAL 25 MONTH
       SETTINGS ${DURABLE}`,

      `CREATE TABLE IF NOT EXISTS refusals (
         site UInt32,
         day Date,
         reason LowCardinality(String),
         count UInt64
       )
       ENGINE = SummingMergeTree(count)
       PARTITION BY toYYYYMM(day)
       ORDER BY (site, day, reason)
       TTL day + INTERVAL 13 MONTH
       SETTINGS ${DURABLE}`,

      // How far the log was taken in. A batch is planned here before it is written (see the writer).
      `CREATE TABLE IF NOT EXISTS log_batches (
         partition UInt32,
         first UInt64,
         next UInt64,
         planned_at DateTime64(3, 'UTC') DEFAULT now64(3)
       )
       ENGINE = ReplacingMergeTree
       ORDER BY (partition, next)
       TTL toDateTime(planned_at) + INTERVAL 30 DAY
       SETTINGS ${DURABLE}`,
    ],
  },
  {
    version: 2,
    name: 'the last batch is kept for ever',
    statements: [
      // Batches were forgotten after 30 days, the last one too. On a log that is kept for longer, or after a quiet
      // month, the writer then began again at its start. One row for each partition is enough, and it stays.
      `CREATE OR REPLACE TABLE log_batches (
         partition UInt32,
         first UInt64,
         next UInt64,
         planned_at DateTime64(3, 'UTC') DEFAULT now64(3)
       )
       ENGINE = ReplacingMergeTree(next)
       ORDER BY partition
       SETTINGS ${DURABLE}
       AS SELECT partition, first, next, planned_at FROM log_batches ORDER BY next DESC LIMIT 1 BY partition`,
    ],
  },
  {
    version: 3,
    name: 'recognized visitors',
    // Zero where nobody is recognized, which is nearly always: the codec makes the column cost next to nothing.
    statements: ['ALTER TABLE events ADD COLUMN IF NOT EXISTS visitor UInt64 DEFAULT 0 CODEC(ZSTD(1))'],
  },
  {
    version: 4,
    name: 'what corrections moved, outcomes of matches',
    statements: [
      // The corrections that brought a row to where it is, the last one at the end: each can be taken back exactly.
      `ALTER TABLE organization_quarters
         ADD COLUMN IF NOT EXISTS moves Array(UInt32),
         MODIFY ORDER BY (site, organization, topic, quarter, alert, policy_version, moves)`,
      'ALTER TABLE events ADD COLUMN IF NOT EXISTS moves Array(UInt32)',

      // How matches came out, by day: counts alone, with nothing of a visit.
      `CREATE TABLE IF NOT EXISTS match_outcomes (
         site UInt32,
         day Date,
         outcome LowCardinality(String),
         count UInt64
       )
       ENGINE = SummingMergeTree(count)
       PARTITION BY toYYYYMM(day)
       ORDER BY (site, day, outcome)
       TTL day + INTERVAL 13 MONTH
       SETTINGS ${DURABLE}`,
    ],
  },
  {
    version: 5,
    name: 'behaviour',
    statements: [
      // How pages are used, as sums by hour: no visitor, no organization, no device. 25 months, as other counts.
      `CREATE TABLE IF NOT EXISTS behaviour (
         site UInt32,
         hour DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
         name LowCardinality(String),
         page String CODEC(ZSTD(3)),
         detail String CODEC(ZSTD(3)),
         property String CODEC(ZSTD(3)),
         mark UInt16,
         policy_version UInt32,
         times UInt64
       )
       ENGINE = SummingMergeTree(times)
       PARTITION BY toYYYYMM(hour)
       ORDER BY (site, hour, name, page, detail, property, mark, policy_version)
       TTL hour + INTERVAL 25 MONTH
       SETTINGS ${DURABLE}`,
    ],
  },
  {
    version: 6,
    name: 'repeated inserts are recognized for longer',
    // Several writers share the tables, and one that was frozen may wake up late: what it then repeats must still
    // be known. Twenty thousand inserts are many minutes of all writers together.
    statements: [
      'events',
      'counts',
      'organization_quarters',
      'organizations',
      'refusals',
      'log_batches',
      'match_outcomes',
      'behaviour',
    ].map((table) => `ALTER TABLE ${table} MODIFY SETTING non_replicated_deduplication_window = 20000`),
  },
  {
    version: 7,
    name: 'views by page',
    // Dashboards ask for views by page and reason, and a site has far fewer of those than of places and devices. ClickHouse
    // keeps these sums within each part and reads them where a query allows it, so that they can never differ from the rows.
    statements: [
      "ALTER TABLE counts MODIFY SETTING deduplicate_merge_projection_mode = 'rebuild'",
      `ALTER TABLE counts ADD PROJECTION IF NOT EXISTS by_page
         (SELECT site, hour, page, reason, sum(views) GROUP BY site, hour, page, reason)`,
      `ALTER TABLE events ADD PROJECTION IF NOT EXISTS by_page
         (SELECT site, time, name, page, count() GROUP BY site, time, name, page)`,
      // What is there already, in the background.
      'ALTER TABLE counts MATERIALIZE PROJECTION by_page',
      'ALTER TABLE events MATERIALIZE PROJECTION by_page',
    ],
  },
  {
    version: 8,
    name: 'organizations by day and by quarter-hour',
    // Lists of organizations ask for a span of time, and rows lie by organization. Sums by day answer for whole days, sums by
    // quarter-hour for the rest and for what was just now. Topic 0 is the whole site: every page counts for it.
    statements: [
      "ALTER TABLE organization_quarters MODIFY SETTING deduplicate_merge_projection_mode = 'rebuild'",
      `ALTER TABLE organization_quarters ADD PROJECTION IF NOT EXISTS by_day
         (SELECT site, organization, toDate(quarter), max(quarter), sumIf(views, topic = 0)
          GROUP BY site, organization, toDate(quarter))`,
      `ALTER TABLE organization_quarters ADD PROJECTION IF NOT EXISTS by_quarter
         (SELECT site, quarter, organization, sumIf(views, topic = 0) GROUP BY site, quarter, organization)`,
      // In the background, whatever the server does by itself: until then, rows without sums are read as they are.
      'ALTER TABLE organization_quarters MATERIALIZE PROJECTION by_day SETTINGS mutations_sync = 0',
      'ALTER TABLE organization_quarters MATERIALIZE PROJECTION by_quarter SETTINGS mutations_sync = 0',
    ],
  },
  {
    version: 9,
    name: 'times that are read faster',
    // Times lie in the order of their table, so that differences are small and mostly alike. Differences of differences took
    // half as much room again, and three times as long to read. Rows that are there are written anew as they are merged.
    statements: [
      ['events', 'time'],
      ['counts', 'hour'],
      ['organization_quarters', 'quarter'],
      ['behaviour', 'hour'],
    ].map(
      ([table, column]) =>
        `ALTER TABLE ${table} MODIFY COLUMN ${column} DateTime('UTC') CODEC(Delta, ZSTD(1))`,
    ),
  },
];
