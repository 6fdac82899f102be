import { expect, test } from 'vitest';
import { describeSettings, readConfig } from './config.ts';

test('defaults need nothing set', () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    publicUrl: 'http://localhost:4000',
    ingestUrl: 'http://localhost:4001',
    trustedProxies: ['127.0.0.1/32', '::1/128'],
  });
  expect(readConfig({ CLEARPANE_PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
});

test.each([
  ['CLEARPANE_PORT', 'abc', 'a whole number from 1 to 65535'],
  ['CLEARPANE_PORT', '70000', 'a whole number'],
  ['CLEARPANE_PORT', '4001', 'are the same'],
  ['CLEARPANE_DATA', ' ', 'the path of a directory'],
  ['CLEARPANE_HOST', 'my host', 'an IP address'],
  ['CLEARPANE_PUBLIC_URL', 'ftp://x', 'an http or https address'],
  ['CLEARPANE_PUBLIC_URL', 'https://x/path', 'without a path'],
  ['CLEARPANE_TRUSTED_PROXIES', '10.0.0.0/99', 'a list of networks'],
  ['CLEARPANE_LOG_RETENTION_HOURS', '1', 'from 48'],
  ['CLEARPANE_LOG_LEVEL', 'loud', 'one of debug'],
  ['CLEARPANE_REVERSE_DNS', 'on', 'officer or off'],
  ['CLEARPANE_GEO_UPDATE_URL', 'ftp://x', 'an http or https address'],
  ['CLEARPANE_OFFICERS', 'none', 'two or one'],
  ['CLEARPANE_DATABASE_POOL', '1', 'from 2'],
  ['CLEARPANE_CLICKHOUSE_CLUSTER', "a'b", 'a name of'],
  ['CLEARPANE_KAFKA_BROKERS', 'kafka', 'a list such as'],
  ['CLEARPANE_KAFKA_SASL', 'gssapi', 'plain, scram'],
])('%s=%s is refused with what would be right', (variable, value, message) => {
  expect(() => readConfig({ [variable]: value })).toThrow(message);
  expect(() => readConfig({ [variable]: value })).toThrow(variable);
});

test('trusted proxies may be single addresses, or none', () => {
  expect(readConfig({ CLEARPANE_TRUSTED_PROXIES: '10.1.2.3, fd00::/8' }).trustedProxies).toEqual([
    '10.1.2.3/32',
    'fd00::/8',
  ]);
  expect(readConfig({ CLEARPANE_TRUSTED_PROXIES: '' }).trustedProxies).toEqual([]);
});

test('data about networks: files, a list, reverse DNS, and where updates come from', () => {
  expect(readConfig({})).toMatchObject({ geoDatabases: [], ownNetworks: null, reverseDns: 'officer' });
  expect(
    readConfig({
      CLEARPANE_GEO_DATABASES: '/data/isp.mmdb, /data/domain.mmdb,',
      CLEARPANE_OWN_NETWORKS: '/data/own.csv',
      CLEARPANE_REVERSE_DNS: 'off',
      CLEARPANE_GEO_UPDATE_URL: 'http://127.0.0.1:9/data/',
    }),
  ).toMatchObject({
    geoDatabases: ['/data/isp.mmdb', '/data/domain.mmdb'],
    ownNetworks: '/data/own.csv',
    reverseDns: 'off',
    geoUpdateUrl: 'http://127.0.0.1:9/data',
  });
});

test('an address with a password in it is not repeated when it is wrong', () => {
  for (const variable of ['CLEARPANE_DATABASE_URL', 'CLEARPANE_CLICKHOUSE_URL']) {
    // The whole message: nothing of the value is in it.
    expect(() => readConfig({ [variable]: 'mysql://olga:hunter2@db/x' })).toThrow(
      new RegExp(`^${variable} can not be used: it must be an? [a-z:/ ]+\\. Change it or leave it out\\.$`),
    );
  }
});

test('help lists every setting', () => {
  expect(describeSettings().split('\n')).toHaveLength(Object.keys(readConfig({})).length);
});
