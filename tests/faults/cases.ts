import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../../infra/engines/engine.ts';
import type { Installation, RoleName } from './installation.ts';
import type { LineState } from './line.ts';

export interface FaultCase {
  name: string;
  /** What happens while events come in. */
  disturb(installation: Installation, length: { outage: number }): Promise<void>;
  /** No answer of ingest may be an error. */
  smooth?: boolean;
}

const ended = (role: RoleName, signal: 'SIGKILL' | 'SIGTERM'): FaultCase => ({
  name: `${signal} of ${role}, one after the other`,
  disturb: async (installation) => {
    for (const index of installation.running(role).keys()) await installation.replace(role, index, signal);
  },
});

const restarted = (engine: 'kafka' | 'clickhouse' | 'postgres'): FaultCase => ({
  name: `SIGKILL and restart of ${engine}`,
  disturb: async ({ engines }) => {
    await engines[engine].stop('SIGKILL');
    await engines[engine].start();
  },
});

const away = (engine: 'kafka' | 'clickhouse' | 'postgres'): FaultCase => ({
  name: `${engine} away for a while`,
  disturb: async ({ engines }, { outage }) => {
    await engines[engine].stop();
    await delay(outage);
    await engines[engine].start();
  },
});

const frozen = (name: string, find: (installation: Installation) => Pick<Engine, 'pid'>): FaultCase => ({
  name: `${name} frozen, and awake again`,
  disturb: async (installation, { outage }) => {
    const pid = find(installation).pid();
    process.kill(pid, 'SIGSTOP');
    await delay(outage);
    process.kill(pid, 'SIGCONT');
  },
});

const line = (name: 'clickhouse' | 'postgres', state: LineState): FaultCase => ({
  name: `line to ${name}: ${state}`,
  disturb: async ({ lines }, { outage }) => {
    lines[name].set(state);
    await delay(outage);
    lines[name].set('open');
  },
});

const roleFrozen = (role: RoleName): FaultCase =>
  frozen(role, (installation) => ({ pid: () => installation.running(role)[0]?.pid ?? 0 }));

export const CASES: readonly FaultCase[] = [
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
