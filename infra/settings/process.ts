import { resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import { cidr, integer, list, notEmpty, origin, type Settings } from './setting.ts';

/** The process: where it listens, what it keeps and how it ends. */
export const PROCESS_SETTINGS = {
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
  officers: {
    variable: 'CLEARPANE_OFFICERS',
    default: 'two',
    help: 'two: a second privacy officer agrees to what widens; one: the word of one is enough, and is recorded',
    read: (value) => {
      if (value === 'two' || value === 'one') return value;
      throw new Error('two or one');
    },
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
} satisfies Settings;
