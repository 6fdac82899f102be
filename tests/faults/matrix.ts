import { noDisk } from './disk.ts';
import type { Fault } from './fault.ts';
import type { Installation } from './installation.ts';
import { noNetwork, SERVERS } from './network.ts';
import { type Outcome, runCase } from './run-case.ts';
import { fullDisk, NETWORK_FAULTS, SERVER_FAULTS } from './server-faults.ts';
import { startServers } from './servers.ts';
import { startWhole } from './whole.ts';
import { engineDiskFull, WHOLE_DISK_FAULTS, WHOLE_FAULTS } from './whole-faults.ts';

export interface Case {
  /** With its side before it. */
  name: string;
  /** Why it can not run on this machine; null where it can. */
  missing(): string | null;
  run(options: { events: number; seed: number; outage: number }): Promise<Outcome>;
}

const cases = <On extends Installation>(
  side: string,
  faults: readonly Fault<On>[],
  start: () => Promise<On>,
  missing: () => string | null = () => null,
): Case[] =>
  faults.map((fault) => ({
    name: `${side}: ${fault.name}`,
    missing,
    run: (options) => runCase(fault, start, options),
  }));

/** Every fault on either side. */
export const MATRIX: readonly Case[] = [
  ...cases('embedded', WHOLE_FAULTS, () => startWhole()),
  ...cases('embedded', WHOLE_DISK_FAULTS, () => startWhole({ disk: 'all' }), noDisk),
  ...(['warehouse', 'database'] as const).flatMap((disk) =>
    cases('embedded', engineDiskFull(disk), () => startWhole({ disk }), noDisk),
  ),
  ...cases('servers', SERVER_FAULTS, () => startServers()),
  ...SERVERS.flatMap((engine) =>
    cases('servers', [fullDisk(engine)], () => startServers({ disk: engine }), noDisk),
  ),
  ...cases('servers', NETWORK_FAULTS, () => startServers({ networks: true }), noNetwork),
];
