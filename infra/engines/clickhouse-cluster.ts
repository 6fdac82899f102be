import { join } from 'node:path';
import { clickhouseEngine } from './clickhouse.ts';
import type { Engine } from './engine.ts';
import { freePorts } from './free-ports.ts';
import { zookeeperEngine } from './zookeeper.ts';

/** Servers that share tables, and what they agree through. */
export interface ClickhouseCluster {
  readonly keeper: Engine;
  /** The replicas of each shard. */
  readonly shards: readonly (readonly Engine[])[];
  stop(): Promise<void>;
}

/** Replicas serve each other on a second address of loopback: HTTP and parts have the same port. */
const REPLICA_HOST = '127.0.0.2';
/** A server that is gone is missed after this, milliseconds; a busy machine makes one silent for seconds. */
const SESSION_MS = 8000;

interface Place {
  shard: number;
  replica: number;
  port: number;
  nativePort: number;
}

/**
 * Starts ClickHouse servers that know each other as a cluster, on ports that are free now, with their data below one
 * directory.
 *
 * @throws MissingEngineError
 */
export async function startClickhouseCluster(options: {
  name: string;
  directory: string;
  /** How many replicas each shard has. */
  replicas: readonly number[];
  /** As {@link clickhouseEngine} takes them. */
  users?: string;
}): Promise<ClickhouseCluster> {
  const { name, directory, replicas, users } = options;
  const count = replicas.reduce((sum, each) => sum + each, 0);
  const [keeperPort = 0, ...ports] = await freePorts(1 + 2 * count);
  const places: Place[][] = replicas.map((of, shard) =>
    Array.from({ length: of }, (_, replica) => ({
      shard: shard + 1,
      replica: replica + 1,
      port: ports.pop() ?? 0,
      nativePort: ports.pop() ?? 0,
    })),
  );
  const keeper = zookeeperEngine({ directory: join(directory, 'zookeeper'), port: keeperPort });
  const shards = places.map((of) =>
    of.map((place) =>
      clickhouseEngine({
        directory: join(directory, `clickhouse-${place.shard}-${place.replica}`),
        port: place.port,
        nativePort: place.nativePort,
        replica: { host: REPLICA_HOST, settings: settingsOf(name, places, keeperPort, place) },
        ...(users === undefined ? {} : { users }),
      }),
    ),
  );
  const stop = async (): Promise<void> => {
    await Promise.all(shards.flat().map((engine) => engine.stop()));
    await keeper.stop();
  };
  try {
    await keeper.start();
    await Promise.all(shards.flat().map((engine) => engine.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { keeper, shards, stop };
}

/** Servers that the library makes have no id of their own, so their sessions are kept apart by hand. */
const settingsOf = (
  name: string,
  shards: readonly (readonly Place[])[],
  keeper: number,
  here: Place,
): string => `
  <zookeeper>
    <node><host>127.0.0.1</host><port>${keeper}</port></node>
    <session_timeout_ms>${SESSION_MS}</session_timeout_ms>
    <sessions_path>/clickhouse/sessions/${here.shard}-${here.replica}</sessions_path>
  </zookeeper>
  <logger><console>true</console></logger>
  <default_replica_path>/clickhouse/tables/{shard}/{database}/{table}</default_replica_path>
  <macros><shard>${here.shard}</shard><replica>${here.replica}</replica></macros>
  <remote_servers><${name}>${shards.map(shardOf).join('')}</${name}></remote_servers>`;

const shardOf = (replicas: readonly Place[]): string => `
    <shard>
      <internal_replication>true</internal_replication>
      ${replicas.map(({ nativePort }) => `<replica><host>127.0.0.1</host><port>${nativePort}</port></replica>`).join('')}
    </shard>`;
