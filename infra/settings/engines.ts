import { integer, list, onOrOff, optionalPath, type Settings } from './setting.ts';

/** Engines that run elsewhere; without these they run in the process. */
export const ENGINE_SETTINGS = {
  secretFile: {
    variable: 'CLEARPANE_SECRET_FILE',
    default: '',
    help: 'file with a secret that all processes share; without it, keys lie in the data directory',
    read: optionalPath,
  },
  databaseUrl: {
    variable: 'CLEARPANE_DATABASE_URL',
    default: '',
    help: 'postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full; without it, PostgreSQL in the process',
    secret: true,
    read: (value) =>
      serverUrl(value, /^postgres(ql)?:$/, 'a postgres:// address with the name of a database'),
  },
  databasePool: {
    variable: 'CLEARPANE_DATABASE_POOL',
    default: '10',
    help: 'connections to PostgreSQL that one process may hold',
    read: (value) => integer(value, 2, 1000),
  },
  clickhouseUrl: {
    variable: 'CLEARPANE_CLICKHOUSE_URL',
    default: '',
    help: 'https://USER:PASSWORD@HOST:8443/DATABASE; without it, ClickHouse in the process',
    secret: true,
    read: (value) => serverUrl(value, /^https?:$/, 'an http or https address'),
  },
  clickhouseCluster: {
    variable: 'CLEARPANE_CLICKHOUSE_CLUSTER',
    default: '',
    help: 'name of the cluster, where ClickHouse is one: tables are replicated and spread over it',
    read: (value) => {
      if (value === '') return null;
      if (/^[\w-]{1,64}$/.test(value)) return value;
      throw new Error('a name of letters, digits, - and _');
    },
  },
  kafkaBrokers: {
    variable: 'CLEARPANE_KAFKA_BROKERS',
    default: '',
    help: 'HOST:PORT of Apache Kafka brokers, separated by commas; without them, the log is in the process',
    read: (value) => list(value).map(broker),
  },
  kafkaTopic: {
    variable: 'CLEARPANE_KAFKA_TOPIC',
    default: 'clearpane.events',
    help: 'topic of the event log; consumer groups begin with its name',
    read: (value) => {
      if (/^[\w.-]{1,200}$/.test(value)) return value;
      throw new Error('a name of letters, digits, ., - and _');
    },
  },
  kafkaPartitions: {
    variable: 'CLEARPANE_KAFKA_PARTITIONS',
    default: '8',
    help: 'partitions that the topic is made with: as many processes can share each role',
    read: (value) => integer(value, 1, 1000),
  },
  kafkaTls: {
    variable: 'CLEARPANE_KAFKA_TLS',
    default: 'off',
    help: 'on: brokers are spoken to over TLS and their certificates checked',
    read: onOrOff,
  },
  kafkaTlsCa: {
    variable: 'CLEARPANE_KAFKA_TLS_CA',
    default: '',
    help: 'file with the certificates (PEM) that brokers are checked against; without it, the system’s',
    read: optionalPath,
  },
  kafkaSasl: {
    variable: 'CLEARPANE_KAFKA_SASL',
    default: '',
    help: 'how to sign in to brokers: plain, scram-sha-256 or scram-sha-512',
    read: (value) => {
      if (value === '') return null;
      if (value === 'plain' || value === 'scram-sha-256' || value === 'scram-sha-512') return value;
      throw new Error('plain, scram-sha-256 or scram-sha-512');
    },
  },
  kafkaUsername: {
    variable: 'CLEARPANE_KAFKA_USERNAME',
    default: '',
    help: 'name to sign in to brokers with',
    read: (value) => value,
  },
  kafkaPassword: {
    variable: 'CLEARPANE_KAFKA_PASSWORD',
    default: '',
    help: 'password to sign in to brokers with',
    secret: true,
    read: (value) => value,
  },
} satisfies Settings;

/** Address of an engine; null where it runs in the process. */
function serverUrl(value: string, protocol: RegExp, right: string): string | null {
  if (value.trim() === '') return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && protocol.test(url.protocol) && url.hostname !== '') return value;
  throw new Error(right);
}

function broker(value: string): string {
  const port = Number(
    /^[\w.-]+:(\d{1,5})$/.exec(value)?.[1] ?? /^\[[\da-f:]+\]:(\d{1,5})$/i.exec(value)?.[1],
  );
  if (port >= 1 && port <= 65_535) return value;
  throw new Error('a list such as kafka-1:9092,kafka-2:9092');
}
