import { resolve } from 'node:path';
import ipaddr from 'ipaddr.js';

/** Everything that an operator may set, read once from the environment. */
export interface Config {
  data: string;
  host: string;
  port: number;
  ingestPort: number;
  publicUrl: string;
  ingestUrl: string;
  trustedProxies: string[];
  rate: number;
  rateBurst: number;
  logRetentionHours: number;
  logLevel: string;
  geoDatabases: string[];
  ownNetworks: string | null;
  reverseDns: 'officer' | 'off';
  geoUpdateUrl: string;
  officers: 'two' | 'one';
  secretFile: string | null;
  operationsPort: number | null;
  drainSeconds: number;
  databaseUrl: string | null;
  databasePool: number;
  clickhouseUrl: string | null;
  clickhouseCluster: string | null;
  kafkaBrokers: string[];
  kafkaTopic: string;
  kafkaPartitions: number;
  kafkaTls: boolean;
  kafkaTlsCa: string | null;
  kafkaSasl: 'plain' | 'scram-sha-256' | 'scram-sha-512' | null;
  kafkaUsername: string;
  kafkaPassword: string;
  smtpUrl: string | null;
  mailFrom: string;
  privateTargets: string[];
}

/** A setting that can not be used; the message says which and what would be right. */
export class ConfigError extends Error {
  readonly code = 'bad_setting';
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

interface Setting<T> {
  variable: string;
  /** As it would be written in the environment. */
  default: string;
  help: string;
  /** May hold a password: it is not repeated when it is wrong. */
  secret?: boolean;
  /** @throws Error with what would be right */
  read: (value: string) => T;
}

/** A setting whose default follows from others is given as ''. */
const SETTINGS: { [Name in keyof Config]: Setting<Config[Name]> } = {
  data: {
    variable: 'CLEARPANE_DATA',
    default: './data',
    help: 'directory of everything that is kept',
    read: (value) => resolve(notEmpty(value)),
  },
  host: {
    variable: 'CLEARPANE_HOST',
    default: '127.0.0.1',
    help: 'address to listen on; 0.0.0.0 for all (put TLS in front)',
    read: (value) => {
      if (value === 'localhost' || ipaddr.isValid(value)) return value;
      throw new Error('an IP address or localhost');
    },
  },
  port: {
    variable: 'CLEARPANE_PORT',
    default: '4000',
    help: 'port of dashboard and API',
    read: (value) => integer(value, 1, 65_535),
  },
  ingestPort: {
    variable: 'CLEARPANE_INGEST_PORT',
    default: '4001',
    help: 'port of tracker and ingest',
    read: (value) => integer(value, 1, 65_535),
  },
  publicUrl: {
    variable: 'CLEARPANE_PUBLIC_URL',
    default: '',
    help: 'address of the dashboard in a browser (default: http://localhost:PORT)',
    read: origin,
  },
  ingestUrl: {
    variable: 'CLEARPANE_INGEST_URL',
    default: '',
    help: 'address of ingest in a browser (default: http://localhost:INGEST_PORT)',
    read: origin,
  },
  trustedProxies: {
    variable: 'CLEARPANE_TRUSTED_PROXIES',
    default: '127.0.0.1/32,::1/128',
    help: 'CIDRs of proxies whose X-Forwarded-For is believed',
    read: (value) => list(value).map(cidr),
  },
  rate: {
    variable: 'CLEARPANE_RATE',
    default: '500',
    help: 'events per second taken from one address',
    read: (value) => integer(value, 1, 1_000_000),
  },
  rateBurst: {
    variable: 'CLEARPANE_RATE_BURST',
    default: '20000',
    help: 'events that one address may send at once',
    read: (value) => integer(value, 1, 10_000_000),
  },
  logRetentionHours: {
    variable: 'CLEARPANE_LOG_RETENTION_HOURS',
    default: '72',
    help: 'hours that the event log is kept at least (48 or more)',
    // Sessions of events that arrive a day late are counted from the log.
    read: (value) => integer(value, 48, 8760),
  },
  logLevel: {
    variable: 'CLEARPANE_LOG_LEVEL',
    default: 'warn',
    help: 'debug, info, warn or error',
    read: (value) => {
      if (['debug', 'info', 'warn', 'error'].includes(value)) return value;
      throw new Error('one of debug, info, warn, error');
    },
  },
  geoDatabases: {
    variable: 'CLEARPANE_GEO_DATABASES',
    default: '',
    help: 'MaxMind, IPinfo, DB-IP or IP2Location files (.mmdb), separated by commas',
    read: (value) => list(value).map((part) => resolve(part)),
  },
  ownNetworks: {
    variable: 'CLEARPANE_OWN_NETWORKS',
    default: '',
    help: 'CSV of networks that you know: network,name,relation,domain',
    read: (value) => (value.trim() === '' ? null : resolve(value.trim())),
  },
  reverseDns: {
    variable: 'CLEARPANE_REVERSE_DNS',
    default: 'officer',
    help: 'officer: a privacy officer decides whether DNS is asked for names of addresses; off: nobody is asked',
    read: (value) => {
      if (value === 'officer' || value === 'off') return value;
      throw new Error('officer or off');
    },
  },
  geoUpdateUrl: {
    variable: 'CLEARPANE_GEO_UPDATE_URL',
    default: 'https://github.com/sapics/ip-location-db/releases/download/latest',
    help: 'where `organizations update` fetches the free data',
    read: (value) => {
      const url = URL.canParse(value) ? new URL(value) : null;
      if (url && /^https?:$/.test(url.protocol) && !url.search && !url.username) {
        return value.replace(/\/+$/, '');
      }
      throw new Error('an http or https address');
    },
  },
  officers: {
    variable: 'CLEARPANE_OFFICERS',
    default: 'two',
    help: 'two: a second privacy officer agrees to what widens; one: the word of one is enough, and is recorded',
    read: (value) => {
      if (value === 'two' || value === 'one') return value;
      throw new Error('two or one');
    },
  },
  secretFile: {
    variable: 'CLEARPANE_SECRET_FILE',
    default: '',
    help: 'file with a secret that all processes share; without it, keys lie in the data directory',
    read: (value) => (value.trim() === '' ? null : resolve(value.trim())),
  },
  operationsPort: {
    variable: 'CLEARPANE_OPERATIONS_PORT',
    default: '',
    help: 'port of health and metrics, for those who operate this; none without it',
    read: (value) => (value === '' ? null : integer(value, 1, 65_535)),
  },
  drainSeconds: {
    variable: 'CLEARPANE_DRAIN_SECONDS',
    default: '0',
    help: 'seconds to go on serving after a signal to end, so that a balancer stops sending first',
    read: (value) => integer(value, 0, 300),
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
    read: (value) => (value.trim() === '' ? null : resolve(value.trim())),
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
  smtpUrl: {
    variable: 'CLEARPANE_SMTP_URL',
    default: '',
    secret: true,
    help: 'mail server, such as smtps://user:password@mail.example.com; none: no e-mail is sent',
    read: (value) => {
      if (value.trim() === '') return null;
      const url = URL.canParse(value) ? new URL(value) : null;
      if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return value;
      throw new Error('an smtp or smtps address');
    },
  },
  mailFrom: {
    variable: 'CLEARPANE_MAIL_FROM',
    default: 'Clearpane <clearpane@localhost>',
    help: 'sender of e-mail',
    read: (value) => {
      if (/^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/.test(value)) return value;
      throw new Error('an address such as Clearpane <alerts@example.com>');
    },
  },
  privateTargets: {
    variable: 'CLEARPANE_PRIVATE_TARGETS',
    default: '',
    help: 'hosts and CIDRs within your network that channels may send to, also without TLS',
    read: (value) =>
      value
        .split(',')
        .map((part) => part.trim().toLowerCase())
        .filter(Boolean)
        .map((part) =>
          /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(part) && !ipaddr.isValid(part) ? part : cidr(part),
        ),
  },
};

/** @throws ConfigError naming the first setting that can not be used */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const ports = { port: take('port', environment), ingestPort: take('ingestPort', environment) };
  if (ports.port === ports.ingestPort) {
    throw new ConfigError('CLEARPANE_PORT and CLEARPANE_INGEST_PORT are the same; choose two ports.');
  }
  return {
    ...ports,
    data: take('data', environment),
    host: take('host', environment),
    publicUrl: take('publicUrl', environment, `http://localhost:${ports.port}`),
    ingestUrl: take('ingestUrl', environment, `http://localhost:${ports.ingestPort}`),
    trustedProxies: take('trustedProxies', environment),
    rate: take('rate', environment),
    rateBurst: take('rateBurst', environment),
    logRetentionHours: take('logRetentionHours', environment),
    logLevel: take('logLevel', environment),
    geoDatabases: take('geoDatabases', environment),
    ownNetworks: take('ownNetworks', environment),
    reverseDns: take('reverseDns', environment),
    geoUpdateUrl: take('geoUpdateUrl', environment),
    officers: take('officers', environment),
    secretFile: take('secretFile', environment),
    operationsPort: take('operationsPort', environment),
    drainSeconds: take('drainSeconds', environment),
    databaseUrl: take('databaseUrl', environment),
    databasePool: take('databasePool', environment),
    clickhouseUrl: take('clickhouseUrl', environment),
    clickhouseCluster: take('clickhouseCluster', environment),
    kafkaBrokers: take('kafkaBrokers', environment),
    kafkaTopic: take('kafkaTopic', environment),
    kafkaPartitions: take('kafkaPartitions', environment),
    kafkaTls: take('kafkaTls', environment),
    kafkaTlsCa: take('kafkaTlsCa', environment),
    kafkaSasl: take('kafkaSasl', environment),
    kafkaUsername: take('kafkaUsername', environment),
    kafkaPassword: take('kafkaPassword', environment),
    smtpUrl: take('smtpUrl', environment),
    mailFrom: take('mailFrom', environment),
    privateTargets: take('privateTargets', environment),
  };
}

function take<Name extends keyof Config>(
  name: Name,
  environment: Readonly<Record<string, string | undefined>>,
  fallback?: string,
): Config[Name] {
  const setting = SETTINGS[name];
  const value = environment[setting.variable] ?? fallback ?? setting.default;
  try {
    return setting.read(value);
  } catch (error) {
    const given = setting.secret ? 'can not be used: it' : `is "${value}", but`;
    throw new ConfigError(
      `${setting.variable} ${given} must be ${(error as Error).message}. Change it or leave it out.`,
    );
  }
}

/** The settings as `--help` lists them. */
export function describeSettings(): string {
  const width = Math.max(...Object.values(SETTINGS).map((setting) => setting.variable.length));
  return Object.values(SETTINGS)
    .map(
      ({ variable, help, default: value }) =>
        `  ${variable.padEnd(width)}  ${help}${value === '' ? '' : ` [${value}]`}`,
    )
    .join('\n');
}

function notEmpty(value: string): string {
  if (value.trim() === '') throw new Error('the path of a directory');
  return value;
}

function integer(value: string, least: number, most: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new Error(`a whole number from ${least} to ${most}`);
}

function onOrOff(value: string): boolean {
  if (value === 'on' || value === 'off') return value === 'on';
  throw new Error('on or off');
}

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

const list = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

function origin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username) {
    return url.origin;
  }
  throw new Error('an http or https address without a path');
}

function cidr(value: string): string {
  const text = value.includes('/') ? value : `${value}/${value.includes(':') ? 128 : 32}`;
  if (ipaddr.isValidCIDR(text)) return text;
  throw new Error('a list of networks such as 10.0.0.0/8,::1/128');
}
