import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, engineProcess } from './engine.ts';
import { jarsOf } from './jars.ts';

/** Brokers that the tests were run on. The first is the one for everyday use. */
export const KAFKA_VERSIONS = ['4.1.0', '3.9.1'] as const;

/** A second door, over TLS and for those who sign in. */
export interface SecureListener {
  port: number;
  /** File with the key and the certificate (PEM). */
  keystore: string;
  username: string;
  password: string;
}

/**
 * One Apache Kafka broker that is its own controller (KRaft), from the jars that Apache publishes.
 *
 * @throws MissingEngineError
 */
export function kafkaEngine(options: {
  directory: string;
  port: number;
  controllerPort: number;
  detached?: boolean;
  version: (typeof KAFKA_VERSIONS)[number];
  secure?: SecureListener;
  /** `host:port` at which clients are told to find it; where it listens, without it. */
  advertised?: string;
}): Engine {
  const { version, secure } = options;
  const jars = jarsOf({ group: 'org.apache.kafka', name: 'kafka_2.13', version });
  mkdirSync(options.directory, { recursive: true });
  const settings = join(options.directory, 'server.properties');
  const logs = join(options.directory, 'logs');
  writeFileSync(settings, settingsOf({ ...options, logs }));
  const classes = ['-cp', join(jars, '*')];
  if (!existsSync(join(logs, 'meta.properties'))) {
    const format = ['kafka.tools.StorageTool', 'format', '-t', 'Y2xlYXJwYW5lLWxvY2FsLQ', '-c', settings];
    execFileSync('java', [...classes, ...format, ...scramUsers(secure)], { stdio: 'pipe' });
  }
  return engineProcess({
    name: `Kafka ${version}`,
    port: options.port,
    address: `127.0.0.1:${options.port}`,
    directory: options.directory,
    command: 'java',
    args: [
      '-Xms128m',
      '-Xmx384m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      ...classes,
      'kafka.Kafka',
      settings,
    ],
    ...(options.detached ? { detached: true } : {}),
  });
}

const MECHANISMS = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];

/** Passwords that are only stored as salted hashes are given when the broker's directory is made. */
const scramUsers = (secure: SecureListener | undefined): string[] =>
  MECHANISMS.flatMap((mechanism) =>
    secure ? ['-S', `${mechanism}=[name=${secure.username},password=${secure.password}]`] : [],
  );

const settingsOf = (of: {
  port: number;
  controllerPort: number;
  logs: string;
  secure?: SecureListener;
  advertised?: string;
}): string => `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${of.controllerPort}
listeners=${doors(of).join()},CONTROLLER://127.0.0.1:${of.controllerPort}
advertised.listeners=${doors(of, of.advertised).join()}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL
${of.secure ? secureSettings(of.secure) : ''}\
log.dirs=${of.logs}
# What is acknowledged is on disk: one broker has no second one to lean on.
log.flush.interval.messages=1
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
`;

/** @param plain `host:port` of the door without TLS, where it is known by another */
const doors = (
  { port, secure }: { port: number; secure?: SecureListener },
  plain = `127.0.0.1:${port}`,
): string[] => [`PLAINTEXT://${plain}`, ...(secure ? [`SASL_SSL://127.0.0.1:${secure.port}`] : [])];

const secureSettings = ({ keystore, username, password }: SecureListener): string => `\
ssl.keystore.type=PEM
ssl.keystore.location=${keystore}
sasl.enabled.mechanisms=PLAIN,${MECHANISMS.join()}
listener.name.sasl_ssl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
  user_${username}="${password}";
${MECHANISMS.map(
  (mechanism) =>
    `listener.name.sasl_ssl.${mechanism.toLowerCase()}.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;`,
).join('\n')}
`;
