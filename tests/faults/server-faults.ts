import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../../infra/engines/engine.ts';
import type { Fault } from './fault.ts';
import type { RoleName } from './installation.ts';
import type { LineState } from './line.ts';
import type { Servers } from './servers.ts';

const ended = (role: RoleName, signal: 'SIGKILL' | 'SIGTERM'): Fault<Servers> => ({
  name: `${signal} of ${role}, one after the other`,
  disturb: async (installation) => {
    for (const index of installation.running(role).keys()) await installation.replace(role, index, signal);
  },
});

const restarted = (engine: 'kafka' | 'clickhouse' | 'postgres'): Fault<Servers> => ({
  name: `SIGKILL and restart of ${engine}`,
  disturb: async ({ engines }) => {
    await engines[engine].stop('SIGKILL');
    await engines[engine].start();
  },
});

const away = (engine: 'kafka' | 'clickhouse' | 'postgres'): Fault<Servers> => ({
  name: `${engine} away for a while`,
  disturb: async ({ engines }, { outage }) => {
    await engines[engine].stop();
    await delay(outage);
    await engines[engine].start();
  },
});

const frozen = (name: string, find: (installation: Servers) => Pick<Engine, 'pid'>): Fault<Servers> => ({
  name: `${name} frozen, and awake again`,
  disturb: async (installation, { outage }) => {
    const pid = find(installation).pid();
    process.kill(pid, 'SIGSTOP');
    await delay(outage);
    process.kill(pid, 'SIGCONT');
  },
});

const line = (name: 'clickhouse' | 'postgres', state: LineState): Fault<Servers> => ({
  name: `line to ${name}: ${state}`,
  disturb: async ({ lines }, { outage }) => {
    lines[name].set(state);
    await delay(outage);
    lines[name].set('open');
  },
});

const roleFrozen = (role: RoleName): Fault<Servers> =>
  frozen(role, (installation) => ({ pid: () => installation.running(role)[0]?.pid ?? 0 }));

/** What befalls roles in processes of their own, and their servers. */
export const SERVER_FAULTS: readonly Fault<Servers>[] = [
  { name: 'nothing but repeated and reordered sends', disturb: async () => undefined, smooth: true },
  ended('ingest', 'SIGKILL'),
  ended('ingest', 'SIGTERM'),
  ended('writer', 'SIGKILL'),
  ended('writer', 'SIGTERM'),
  ended('alerts', 'SIGKILL'),
  ended('alerts', 'SIGTERM'),
  ended('api', 'SIGKILL'),
  roleFrozen('writer'),
  roleFrozen('alerts'),
  restarted('kafka'),
  restarted('clickhouse'),
  restarted('postgres'),
  away('kafka'),
  away('clickhouse'),
  away('postgres'),
  frozen('clickhouse', ({ engines }) => engines.clickhouse),
  line('clickhouse', 'errors'),
  line('clickhouse', 'silent'),
  line('clickhouse', 'cut'),
  line('postgres', 'silent'),
  line('postgres', 'cut'),
];

/** What befalls a server whose disk can be full, by the server. */
export const fullDisk = (engine: 'kafka' | 'clickhouse' | 'postgres'): Fault<Servers> => ({
  name: `disk of ${engine} full for a while`,
  refuses: engine === 'kafka',
  disturb: async ({ disk, engines }, { outage }) => {
    disk?.fill();
    await delay(outage);
    disk?.makeRoom();
    // Who ended for want of room is started again by whoever keeps services running.
    await engines[engine].stop('SIGKILL');
    await engines[engine].start();
  },
});
