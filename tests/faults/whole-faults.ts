import { setTimeout as delay } from 'node:timers/promises';
import { JUMPS } from './clock.ts';
import type { Fault } from './fault.ts';
import type { Whole } from './whole.ts';

const SHARES = [0.2, 0.4, 0.6, 0.8];

const endedAgainAndAgain = (signal: 'SIGKILL' | 'SIGTERM'): Fault<Whole> => ({
  name: `${signal} of the one process, again and again`,
  disturb: async (whole, { progress }) => {
    for (const share of SHARES) {
      while (progress() < share) await delay(5);
      await whole.replace('ingest', 0, signal);
    }
  },
});

const clockJumps = ({ name, ahead }: (typeof JUMPS)[number]): Fault<Whole> => ({
  name: `clock jumps ${name}, and back`,
  smooth: true,
  disturb: async ({ clock }, { outage }) => {
    clock.set(ahead());
    await delay(outage);
    clock.set(0);
  },
});

/** What befalls one process with its engines in it. */
export const WHOLE_FAULTS: readonly Fault<Whole>[] = [
  { name: 'nothing but repeated and reordered sends', disturb: async () => undefined, smooth: true },
  endedAgainAndAgain('SIGKILL'),
  endedAgainAndAgain('SIGTERM'),
  {
    name: 'the one process frozen, and awake again',
    disturb: async (whole, { outage }) => {
      const { pid } = whole.product();
      process.kill(pid, 'SIGSTOP');
      await delay(outage);
      process.kill(pid, 'SIGCONT');
    },
  },
  ...JUMPS.map(clockJumps),
];

/** Those that need a disk that can be full. */
export const WHOLE_DISK_FAULTS: readonly Fault<Whole>[] = [
  {
    name: 'disk full for a while',
    refuses: true,
    disturb: async ({ disk }, { outage }) => {
      disk?.fill();
      await delay(outage);
      disk?.makeRoom();
    },
  },
  {
    name: 'disk full, SIGKILL, room again',
    refuses: true,
    disturb: async (whole, { outage }) => {
      whole.disk?.fill();
      await delay(outage / 2);
      await whole.product().stop('SIGKILL');
      whole.disk?.makeRoom();
      await whole.replace('ingest', 0, 'SIGKILL');
    },
  },
];

/** Of one engine alone. Events go on being taken in: what was acknowledged is in the log. */
export const engineDiskFull = (engine: 'warehouse' | 'database'): Fault<Whole>[] => [
  {
    name: `disk of the ${engine} full for a while`,
    smooth: true,
    disturb: async ({ disk }, { outage }) => {
      disk?.fill();
      await delay(outage);
      disk?.makeRoom();
    },
  },
  {
    name: `disk of the ${engine} full, SIGKILL, room again`,
    disturb: async (whole, { outage }) => {
      whole.disk?.fill();
      await delay(outage / 2);
      await whole.product().stop('SIGKILL');
      whole.disk?.makeRoom();
      await whole.replace('ingest', 0, 'SIGKILL');
    },
  },
];
