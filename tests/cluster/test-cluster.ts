import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickhouseCluster, startClickhouseCluster } from '../../infra/engines/clickhouse-cluster.ts';
import type { Engine } from '../../infra/engines/engine.ts';
import { MissingEngineError } from '../../infra/engines/engine.ts';
import { type ClusterDoor, openClusterDoor } from './cluster-door.ts';

/** A cluster of a test, and the address that Clearpane is told. */
export interface TestCluster extends ClusterDoor {
  readonly name: string;
  readonly shards: readonly (readonly Engine[])[];
}

/** What is missing on this machine is said, and fails the run in CI. @returns null then */
export async function openTestCluster(replicas: readonly number[]): Promise<TestCluster | null> {
  const directory = await mkdtemp(join(tmpdir(), 'clearpane-cluster-'));
  const name = 'clearpane';
  let cluster: ClickhouseCluster;
  try {
    cluster = await startClickhouseCluster({ name, directory, replicas });
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    if (!(error instanceof MissingEngineError)) throw error;
    console.warn(`\nNOT TESTED on a cluster. ${error.message}\n`);
    return null;
  }
  const door = await openClusterDoor(cluster.shards);
  return {
    ...door,
    name,
    shards: cluster.shards,
    close: async () => {
      await door.close();
      await cluster.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What one server answers, asked directly. */
export async function askServer<Row>(server: Engine, query: string): Promise<Row[]> {
  const answer = await fetch(new URL('/?database=clearpane', server.address), {
    method: 'POST',
    body: `${query} FORMAT JSON`,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return (JSON.parse(text) as { data: Row[] }).data;
}
