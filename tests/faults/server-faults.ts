import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../../infra/engines/engine.ts';
import { DAY, JUMPS } from './clock.ts';
import type { Fault } from './fault.ts';
import type { RoleName } from './installation.ts';
import type { LineState } from './line.ts';
import { SERVERS, type ServerName } from './network.ts';
import { ROLES, type Servers } from './servers.ts';

const ended = (role: RoleName, signal: 'SIGKILL' | 'SIGTERM'): Fault<Servers> => ({
  name: `${signal} of ${role}, one after the other`,
  disturb: async (installation) => {
    for (const index of installation.running(role).keys()) await installation.replace(role, index, signal);
  },
});

const restarted = (engine: ServerName): Fault<Servers> => ({
  name: `SIGKILL and restart of ${engine}`,
  disturb: async ({ engines }) => {
    await engines[engine].stop('SIGKILL');
    await engines[engine].start();
  },
});

const away = (engine: ServerName): Fault<Servers> => ({
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

const line = (name: ServerName, state: LineState): Fault<Servers> => ({
  name: `line to ${name}: ${state}`,
  disturb: async ({ lines }, { outage }) => {
    lines[name].set(state);
    await delay(outage);
    lines[name].set('open');
  },
});

const roleFrozen = (role: RoleName): Fault<Servers> =>
  frozen(role, (installation) => ({ pid: () => installation.running(role)[0]?.pid ?? 0 }));

const clockJumps = (
  whose: string,
  roles: readonly RoleName[],
  { name, ahead }: (typeof JUMPS)[number],
): Fault<Servers> => ({
  name: `clock of ${whose} jumps ${name}, and back`,
  smooth: true,
  disturb: async (servers, { outage }) => {
    const clocks = roles.flatMap((role) => servers.slots(role)).map(({ clock }) => clock);
    for (const clock of clocks) clock.set(ahead());
    await delay(outage);
    for (const clock of clocks) clock.set(0);
  },
});

const EACH_ROLE = [...new Set(ROLES)];

/** As a platform does it for a new version: the next only after the one before it is there again. */
const rolled: Fault<Servers> = {
  name: 'rolling restart of every role',
  smooth: true,
  disturb: async (servers) => {
    for (const role of EACH_ROLE) {
      for (const [index, slot] of servers.slots(role).entries()) {
        await servers.replace(role, index, 'SIGTERM');
        while (!slot.ready()) await delay(50);
      }
    }
  },
};

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
  line('kafka', 'silent'),
  line('kafka', 'cut'),
  rolled,
  ...JUMPS.map((jump) => clockJumps('every role', EACH_ROLE, jump)),
  ...EACH_ROLE.map((role) => clockJumps(role, [role], { name: 'a day forwards', ahead: () => DAY })),
];

/** What befalls a server whose disk can be full, by the server. */
export const fullDisk = (engine: ServerName): Fault<Servers> => ({
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

const cutOff = (role: RoleName, server: ServerName): Fault<Servers> => ({
  name: `network between ${role} and ${server} cut`,
  disturb: async (servers, { outage }) => {
    const places = servers.slots(role).map(({ place }) => place);
    for (const place of places) place?.cut(server);
    await delay(outage);
    for (const place of places) place?.heal(server);
  },
});

/** Those that need a network for each process. */
export const NETWORK_FAULTS: readonly Fault<Servers>[] = EACH_ROLE.flatMap((role) =>
  SERVERS.map((server) => cutOff(role, server)),
);
