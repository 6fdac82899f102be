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

test('a change of rows asks no other table', () => {
  const { statements } = clusterDialect(CLUSTER);
  expect(statements('ALTER TABLE organizations DELETE WHERE id IN (1,2)')).toEqual([
    `ALTER TABLE organizations_local ON CLUSTER '${CLUSTER}' DELETE WHERE id IN (1,2)`,
  ]);
  expect(() =>
    statements('ALTER TABLE organizations DELETE WHERE id NOT IN (SELECT organization FROM events)'),
  ).toThrow('asked before');
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
