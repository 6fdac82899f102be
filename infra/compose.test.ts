import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { describeSettings, readConfig } from './config.ts';

interface Service {
  ports?: string[];
  networks: string[];
  command?: string[];
  environment: Record<string, string>;
  read_only?: boolean;
}

const compose = parse(await readFile('infra/compose.yaml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
};
const services = Object.entries(compose.services);

test('only the door is open, on loopback, and only the door reaches the outside', () => {
  for (const [name, { ports = [], networks }] of services) {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    const outside = networks.some((network) => compose.networks[network]?.internal !== true);
    expect([name, outside, ports.length > 0]).toEqual([name, name === 'door', name === 'door']);
  }
});

test('each role has a service whose settings are understood', () => {
  const known = new Set(describeSettings().match(/CLEARPANE_\w+/g));
  const roles = services.filter(([, { command }]) => command !== undefined);
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
