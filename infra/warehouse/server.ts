import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { clusterDialect } from './cluster.ts';
import { oneServer } from './dialect.ts';
import { Warehouse } from './warehouse.ts';

export interface ServerWarehouseOptions {
  /** `https://USER:PASSWORD@HOST:8443/DATABASE`; the database is `clearpane` where none is named. */
  url: string;
  /** Name of the cluster; null for one server. */
  cluster: string | null;
}

/**
 * An answer that has not come by then will not: what hangs is given up and tried again, milliseconds. An insert
 * that was given up may still arrive; its token then tells that it is known. Servers forget a connection that is silent
 * for as long, so what a frozen process had half sent is never finished later.
 */
const REQUEST_MS = 30_000;
/** Servers close idle connections after 3 seconds or more; ours are closed before. */
const IDLE_MS = 2500;

/**
 * ClickHouse on a server, over HTTP.
 *
 * @throws Error when the server can not be reached
 */
export async function openServerWarehouse({ url, cluster }: ServerWarehouseOptions): Promise<Warehouse> {
  const address = new URL(url);
  const database = decodeURIComponent(address.pathname.slice(1)) || 'clearpane';
  address.pathname = '/';
  const client = createClient({
    ...clientSettings(address),
    database,
    max_open_connections: 20,
    keep_alive: { enabled: true, idle_socket_ttl: IDLE_MS },
    compression: { request: true, response: true },
    clickhouse_settings: {
      // Nobody waits for an answer that was given up.
      cancel_http_readonly_queries_on_client_close: 1,
      max_execution_time: REQUEST_MS / 1000,
    },
  });
  try {
    await ensureDatabase(url, database, cluster);
  } catch (error) {
    await client.close();
    throw error;
  }
  return new Warehouse(client, cluster === null ? oneServer : clusterDialect(cluster));
}

const clientSettings = (address: URL) => ({
  url: address.href,
  application: 'clearpane',
  request_timeout: REQUEST_MS,
  // Errors are thrown; what the client would print of them may repeat parts of rows.
  log: { level: ClickHouseLogLevel.OFF },
});

/** Users with few rights can not make it, and need not where it is there. */
async function ensureDatabase(url: string, database: string, cluster: string | null): Promise<void> {
  const address = new URL(url);
  address.pathname = '/';
  const client = createClient(clientSettings(address));
  try {
    const found = await client.query({
      query: 'SELECT 1 FROM system.databases WHERE name = {database:String}',
      query_params: { database },
      format: 'JSONEachRow',
    });
    if ((await found.json()).length > 0) return;
    const on = cluster === null ? '' : ` ON CLUSTER '${cluster}'`;
    await client.command({
      query: `CREATE DATABASE IF NOT EXISTS {database:Identifier}${on}`,
      query_params: { database },
    });
  } finally {
    await client.close();
  }
}
