import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, engineProcess } from './engine.ts';
import { jarsOf } from './jars.ts';

/** What replicas of ClickHouse agree through, as ClickHouse's own Keeper is: its clients speak the same protocol. */
const VERSION = '3.9.5';
/** Its distribution brings these, its jar only hints at them. */
const BESIDE = [
  { group: 'io.dropwizard.metrics', name: 'metrics-core', version: '4.1.12.1' },
  { group: 'org.xerial.snappy', name: 'snappy-java', version: '1.1.10.5' },
];

/**
 * One Apache ZooKeeper, from the jars that Apache publishes.
 *
 * @throws MissingEngineError
 */
export function zookeeperEngine({ directory, port }: { directory: string; port: number }): Engine {
  const jars = jarsOf({ group: 'org.apache.zookeeper', name: 'zookeeper', version: VERSION }, BESIDE);
  mkdirSync(directory, { recursive: true });
  const settings = join(directory, 'zoo.cfg');
  writeFileSync(settings, settingsOf(join(directory, 'data'), port));
  return engineProcess({
    name: `ZooKeeper ${VERSION}`,
    port,
    address: `127.0.0.1:${port}`,
    directory,
    command: 'java',
    args: [
      '-Xms64m',
      '-Xmx256m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-cp',
      join(jars, '*'),
      'org.apache.zookeeper.server.quorum.QuorumPeerMain',
      settings,
    ],
  });
}

/** A session that is over is noticed after two to twenty ticks. */
const settingsOf = (data: string, port: number): string => `
tickTime=500
dataDir=${data}
clientPort=${port}
clientPortAddress=127.0.0.1
admin.enableServer=false
maxClientCnxns=0
`;
