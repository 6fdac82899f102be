import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { describeSettings, readConfig } from './config.ts';

interface Service {
  image: string;
  logging?: { driver: string; options: Record<string, string> };
  build?: { dockerfile: string };
  pull_policy?: string;
  env_file?: { path: string; required: boolean }[];
  ports?: string[];
  networks: string[];
  command?: string[];
  environment: Record<string, string>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  mem_limit?: string;
  secrets?: string[];
  tmpfs?: string[];
  volumes?: string[];
  healthcheck?: { test: string[]; start_period?: string };
  depends_on?: Record<string, { condition: string }>;
}

const compose = parse(await readFile('infra/compose.yaml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean; driver_opts?: Record<string, string> }>;
  volumes: Record<string, object>;
  secrets: Record<string, { file: string }>;
};
const services = Object.entries(compose.services);
const roles = services.filter(([, { command }]) => command !== undefined);

test('only the door is open, on loopback unless an address is named, and only the door and what sends alerts reach the outside', () => {
  for (const [name, { ports = [], networks }] of services) {
    for (const port of ports) expect(port).toMatch(/^\$\{CLEARPANE_DOOR:-127\.0\.0\.1\}:/);
    expect([name, ports.length > 0]).toEqual([name, name === 'door']);
    const outside = networks.filter((network) => compose.networks[network]?.internal !== true);
    expect([name, outside]).toEqual([name, { door: ['outside'], api: ['deliveries'] }[name] ?? []]);
  }
});

test('the machine itself has no address on networks that are closed', () => {
  const closed = Object.values(compose.networks).filter(({ internal }) => internal === true);
  expect(closed).toHaveLength(2);
  for (const { driver_opts } of closed) {
    expect(driver_opts).toEqual({ 'com.docker.network.bridge.inhibit_ipv4': 'true' });
  }
});

test('what a container prints can not fill the disk', () => {
  for (const [name, { logging }] of services) {
    expect([name, logging]).toEqual([
      name,
      { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } },
    ]);
  }
});

test('the image is built once, and never looked for elsewhere', () => {
  expect(roles.filter(([, { build }]) => build).map(([name]) => name)).toEqual(['ingest']);
  for (const [, role] of roles) expect(role).toMatchObject({ image: 'clearpane', pull_policy: 'never' });
});

test('an engine is well when others reach it, and has time to prepare an empty directory', () => {
  const engines = services.filter(([name]) => ['kafka', 'clickhouse', 'postgres'].includes(name));
  for (const [name, { healthcheck }] of engines) {
    // On loopback and on its socket it answers as well while it is prepared.
    expect(healthcheck?.test.join(' ')).toMatch(new RegExp(`(-h |//|/dev/tcp/)${name}\\b`));
    expect(healthcheck?.start_period).toBe('60s');
  }
});

test('everybody has only the networks that they need', () => {
  const on = (network: string): string[] =>
    services.filter(([, { networks }]) => networks.includes(network)).map(([name]) => name);
  expect(Object.fromEntries(Object.keys(compose.networks).map((network) => [network, on(network)]))).toEqual({
    outside: ['door'],
    deliveries: ['api'],
    door: ['door', 'ingest', 'api'],
    engines: ['ingest', 'writer', 'alerts', 'api', 'kafka', 'clickhouse', 'postgres'],
  });
});

test('whatever is named is there', () => {
  for (const [, { networks, volumes = [], secrets = [], depends_on = {} }] of services) {
    for (const network of networks) expect(Object.keys(compose.networks)).toContain(network);
    for (const secret of secrets) expect(Object.keys(compose.secrets)).toContain(secret);
    for (const other of Object.keys(depends_on)) expect(compose.services[other]?.healthcheck).toBeDefined();
    for (const volume of volumes) {
      const [source = ''] = volume.split(':');
      if (!source.startsWith('.')) expect(Object.keys(compose.volumes)).toContain(source);
      else expect(existsSync(join('infra', source)), source).toBe(true);
    }
  }
});

test('a role is asked whether it wants work, where it answers', async () => {
  const operations = await readFile('infra/process/operations.ts', 'utf8');
  for (const [name, { healthcheck, environment }] of roles) {
    const [kind, program, flag, script = ''] = healthcheck?.test ?? [];
    expect([kind, program, flag]).toEqual(['CMD', 'node', '-e']);
    const asked = /fetch\('([^']+)'\)/.exec(script)?.[1] ?? '';
    expect(new URL(asked).port, name).toBe(environment.CLEARPANE_OPERATIONS_PORT);
    expect(operations).toContain(`app.get('${new URL(asked).pathname}'`);
    // As it would be run: sick while nobody answers, well when somebody does, sick when it is not ready.
    const server = createServer((_request, response) => response.writeHead(status).end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const here = script.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${(server.address() as AddressInfo).port}`);
    const ask = async (): Promise<number | null> => {
      const [code] = (await once(spawn(process.execPath, ['-e', here]), 'exit')) as [number | null];
      return code;
    };
    let status = 200;
    expect(await ask()).toBe(0);
    status = 503;
    expect(await ask()).toBe(1);
    server.close();
    await once(server, 'close');
    expect(await ask()).toBe(1);
  }
});

test('no process can change its program, gain rights or take all memory', () => {
  for (const [, service] of roles) {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: '1g',
    });
    // Its own directory can be written all the same: in memory, or where tracker versions are kept.
    const written = [...(service.tmpfs ?? []), ...(service.volumes ?? []).map((each) => each.split(':')[1])];
    expect(written.some((each) => each?.startsWith('/data'))).toBe(true);
  }
});

test('the image has neither secrets nor data of the machine that built it', async () => {
  const ignored = (await readFile('.dockerignore', 'utf8')).split('\n');
  const secrets = Object.values(compose.secrets).map(({ file }) => join('infra', file));
  expect(ignored).toEqual(expect.arrayContaining(['.git', 'data', '**/.env', '**/*.env', ...secrets]));
  for (const [, { env_file }] of roles)
    expect(env_file).toEqual([{ path: './clearpane.env', required: false }]);
  // Neither does the repository.
  const untracked = (await readFile('.gitignore', 'utf8')).split('\n');
  expect(untracked).toEqual(expect.arrayContaining(['*.env', '/infra/clearpane-secret']));
  const [, last = ''] = (await readFile('infra/Dockerfile', 'utf8')).split(/^FROM .* AS build$/m);
  const runs = last.slice(last.lastIndexOf('FROM '));
  expect(runs).toMatch(/^USER node$/m);
  expect(runs).toContain('COPY --from=build --chown=root:root');
});

test('the door speaks TLS for both names, to the ports of the roles', async () => {
  const door = await readFile('infra/Caddyfile', 'utf8');
  const { port, ingestPort } = readConfig({});
  const proxied = [...door.matchAll(/\{\$(\w+)\} \{[^}]*?reverse_proxy (\S+)/g)].map(([, name, to]) => [
    name,
    to,
  ]);
  // Caddy takes a name without a scheme to mean HTTPS, and sends who asks without on to it.
  expect(proxied).toEqual([
    ['CLEARPANE_DASHBOARD_NAME', `api:${port}`],
    ['CLEARPANE_INGEST_NAME', `ingest:${ingestPort}`],
  ]);
  expect(Object.keys(compose.services.door?.environment ?? {})).toEqual(proxied.map(([name]) => name));
});

test('each role has a service whose settings are understood', () => {
  const known = new Set(describeSettings().match(/CLEARPANE_\w+/g));
  expect(roles.map(([, { command }]) => command?.[0])).toEqual(['ingest', 'writer', 'alerts', 'api']);
  for (const [, { environment, read_only }] of roles) {
    for (const setting of Object.keys(environment)) expect(known).toContain(setting);
    const filled = Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{\w+:\?\}/g, 'example'),
    ]);
    expect(() => readConfig(Object.fromEntries(filled))).not.toThrow();
    expect(read_only).toBe(true);
  }
});

test('no password is written down', async () => {
  const text = await readFile('infra/compose.yaml', 'utf8');
  for (const [, value] of text.matchAll(/PASSWORD: (.*)/g)) expect(value).toMatch(/^\$\{\w+:\?\}$/);
});
