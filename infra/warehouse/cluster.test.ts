import { expect, test } from 'vitest';
import { clusterDialect } from './cluster.ts';
import { migrations } from './migrations.ts';

const CLUSTER = 'clearpane';

test('every table is made on all servers, replicated, behind a view of all shards', () => {
  const dialect = clusterDialect(CLUSTER);
  const all = migrations.flatMap(({ statements }) => statements.flatMap((each) => dialect.statements(each)));
  for (const statement of all) expect(statement).toContain(`ON CLUSTER '${CLUSTER}'`);
  const made = (pattern: RegExp) =>
    new Set(all.flatMap((statement) => pattern.exec(statement)?.[1] ?? [])).size;
  expect(made(/^CREATE TABLE IF NOT EXISTS (\w+_local) [\s\S]*ENGINE = Replicated\w*MergeTree/)).toBe(8);
  expect(made(/^CREATE TABLE IF NOT EXISTS (\w+) [\s\S]*ENGINE = Distributed/)).toBe(8);
  expect(all.join('\n')).not.toContain('non_replicated');
});

test('a change of rows asks the tables beside it', () => {
  const [statement, ...others] = clusterDialect(CLUSTER).statements(
    'ALTER TABLE organizations DELETE WHERE id NOT IN (SELECT organization FROM events)',
  );
  expect(statement).toBe(
    `ALTER TABLE organizations_local ON CLUSTER '${CLUSTER}' DELETE WHERE id NOT IN (SELECT organization FROM events_local)`,
  );
  expect(others).toEqual([]);
});

test('a change of the order is made where the rows are', () => {
  const statements = clusterDialect(CLUSTER).statements(
    'ALTER TABLE events\n  ADD COLUMN IF NOT EXISTS a Array(UInt32),\n  MODIFY ORDER BY (site, a)',
  );
  expect(statements).toEqual([
    `ALTER TABLE events_local ON CLUSTER '${CLUSTER}' ADD COLUMN IF NOT EXISTS a Array(UInt32),\n  MODIFY ORDER BY (site, a)`,
    `ALTER TABLE events ON CLUSTER '${CLUSTER}' ADD COLUMN IF NOT EXISTS a Array(UInt32)`,
  ]);
});

test('a table that nobody said how to spread is refused', () => {
  expect(() =>
    clusterDialect(CLUSTER).statements('CREATE TABLE more (id UInt64) ENGINE = MergeTree'),
  ).toThrow('how more is spread');
});
