import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startLoad } from './faults/load.ts';
import { numbers } from './faults/numbers.ts';
import { SERVER_FAULTS } from './faults/server-faults.ts';
import { startServers } from './faults/servers.ts';
import { flawless, judge } from './faults/verdict.ts';
import { SIDES } from './support/sides.ts';
import { realNetworks } from './support/site.ts';

const EVENTS = 4000;
const FAULTS = [
  'SIGKILL of writer, one after the other',
  'SIGKILL and restart of kafka',
  'alerts frozen, and awake again',
];
const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);

/** The short version of `npm run faults`: several faults in one stream. */
test.skipIf(skipped)(
  'whatever is killed or frozen: each acknowledged event is there once, and so is each alert',
  async () => {
    const installation = await startServers();
    try {
      const networks = (await realNetworks()).named.slice(0, 5);
      const organizations = new Set(networks.map(({ name }) => name)).size;
      const load = startLoad({ installation, networks, events: EVENTS, random: numbers(7), repeated: 0.1 });
      const course = { outage: 3000, progress: load.progress };
      for (const [index, name] of FAULTS.entries()) {
        while (load.progress() < (index + 1) / (FAULTS.length + 2)) await delay(20);
        await SERVER_FAULTS.find((each) => each.name === name)?.disturb(installation, course);
      }
      await load.end();
      expect(await judge(installation, load.acknowledged, organizations)).toEqual(
        flawless(load.acknowledged.size, organizations),
      );
    } finally {
      await installation.close();
    }
  },
  240_000,
);
