import type { Dialect } from './dialect.ts';

/**
 * Where the rows of each table lie: what belongs to one organization lies on one shard, so that a name can be
 * removed there when its last visit was.
 */
const SHARD_BY: Readonly<Record<string, string>> = {
  events: 'intHash64(organization)',
  organization_quarters: 'intHash64(organization)',
  organizations: 'intHash64(id)',
  counts: 'site',
  refusals: 'site',
  match_outcomes: 'site',
  behaviour: 'site',
  log_batches: 'partition',
  schema_migrations: 'version',
};

/**
 * A replicated, sharded cluster: `events_local` on each server holds the rows, and `events` is the view of all of
 * them that everybody asks and inserts into.
 *
 * @param cluster name, of letters, digits, - and _
 */
export function clusterDialect(cluster: string): Dialect {
  const on = `ON CLUSTER '${cluster}'`;

  const create = (statement: string): string[] => {
    const [, replace, table = '', rest = ''] =
      /^CREATE (OR REPLACE )?TABLE (?:IF NOT EXISTS )?(\w+) ?([\s\S]*)$/.exec(statement) ?? [];
    const key = SHARD_BY[table];
    if (key === undefined) throw new Error(`No word on how ${table} is spread over a cluster.`);
    // All steps of the schema are taken before the first row comes, so there is nothing to carry over.
    const [definition = ''] = rest.split(/\n\s+AS SELECT /);
    const dropped = replace
      ? [`DROP TABLE IF EXISTS ${table} ${on} SYNC`, `DROP TABLE IF EXISTS ${table}_local ${on} SYNC`]
      : [];
    return [
      ...dropped,
      `CREATE TABLE IF NOT EXISTS ${table}_local ${on} ${replicated(definition)}`,
      `CREATE TABLE IF NOT EXISTS ${table} ${on} AS ${table}_local
       ENGINE = Distributed('${cluster}', currentDatabase(), '${table}_local', ${key})`,
    ];
  };

  const alter = (statement: string): string[] => {
    const [, table = '', change = ''] = /^ALTER TABLE (\w+)\s+([\s\S]*)$/.exec(statement) ?? [];
    // Copies change their rows each at its own time, so ClickHouse lets them ask nothing.
    if (/^DELETE[\s\S]*\bSELECT\b/.test(change))
      throw new Error(`What a change of ${table} asks is asked before.`);
    const local = `ALTER TABLE ${table}_local ${on} ${replicated(change)}`;
    if (!change.startsWith('ADD COLUMN')) return [local];
    // What is only a view of the shards has neither codecs nor an order.
    const [column = ''] = change.split(/ CODEC\(|,\s*MODIFY ORDER BY/);
    return [local, `ALTER TABLE ${table} ${on} ${column}`];
  };

  return {
    statements: (statement) => {
      if (statement.startsWith('CREATE')) return create(statement);
      return statement.startsWith('ALTER') ? alter(statement) : [statement];
    },
    everywhere: (table) => `clusterAllReplicas('${cluster}', currentDatabase(), '${table}_local')`,
    reachable: (table) => `SELECT count() FROM ${table}`,
    // A copy that gets its turn late has work in its queue, or has not read yet what there is to do.
    behind: (table) =>
      `SELECT hostName() AS host, replica_name AS copy FROM clusterAllReplicas('${cluster}', system.replicas)
       WHERE database = currentDatabase() AND table = '${table}_local'
         AND (is_readonly OR inserts_in_queue > 0 OR log_pointer <= log_max_index)`,
    settings: {
      // Every insert reaches most copies before it is acknowledged, so that one of those that answer has it.
      insert_quorum: 'auto',
      // Sooner than a request is given up: the answer then says what is missing.
      insert_quorum_timeout: 20_000,
      // Acknowledged when the shards have it, not when it waits to be sent to them.
      distributed_foreground_insert: 1,
      // A copy that has lost its keeper takes nothing in; another one of its shard may.
      distributed_insert_skip_read_only_replicas: 1,
      // Rows that change their organization change their shard.
      parallel_distributed_insert_select: '0',
      // What one shard is asked about may lie on another.
      distributed_product_mode: 'global',
    },
  };
}

/** Copies recognize repeated inserts through their keeper: as many as one server does, for a week. */
function replicated(definition: string): string {
  return definition
    .replace(/ENGINE = (\w*MergeTree)/, 'ENGINE = Replicated$1')
    .replace(
      /non_replicated_deduplication_window = (\d+)/,
      'replicated_deduplication_window = $1, replicated_deduplication_window_seconds = 604800',
    );
}
