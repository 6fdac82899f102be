import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoopbackEngines, startEngines, stopEngines } from '../../infra/engines/loopback.ts';
import { shareEngines } from '../support/engines.ts';
import { dataDirectory } from '../support/product.ts';
import { makeOpenSite } from '../support/site.ts';
import { makeClock } from './clock.ts';
import { type Disk, mountDisk } from './disk.ts';
import { type Installation, ROOMY, type RoleName } from './installation.ts';
import { type Line, openLine } from './line.ts';
import { openNetwork, type ServerName } from './network.ts';
import { openSlot, type Slot } from './slot.ts';
import { openUndo } from './undo.ts';

/** Clearpane as a larger company runs it: three servers, and each role in processes of its own. */
export interface Servers extends Installation {
  readonly engines: LoopbackEngines;
  /** The network between all processes and each of the servers. */
  readonly lines: Readonly<Record<ServerName, Line>>;
  /** Disk of one of the servers, where it has one of its own. */
  readonly disk: Disk | null;
  slots(role: RoleName): Slot[];
}

export interface ServersOptions {
  /** The server that gets a disk of its own, which only root can mount. */
  disk?: ServerName;
  /** Whether each process gets a network of its own, which only root can make. */
  networks?: boolean;
}

export const ROLES: readonly RoleName[] = ['api', 'ingest', 'ingest', 'writer', 'writer', 'alerts', 'alerts'];
const DISK_MB = 1024;
const LOOPBACK = { kafka: '127.0.0.1', clickhouse: '127.0.0.1', postgres: '127.0.0.1' };

export async function startServers(options: ServersOptions = {}): Promise<Servers> {
  const undo = openUndo();
  try {
    const directory = await mkdtemp(join(tmpdir(), 'clearpane-faults-'));
    undo.add(() => rm(directory, { recursive: true, force: true }));
    const disk = options.disk ? mountDisk(join(directory, options.disk), DISK_MB) : null;
    undo.add(() => disk?.remove());
    const network = options.networks ? openNetwork() : null;
    undo.add(() => network?.close());

    let engines: LoopbackEngines | null = null;
    const open = async (server: ServerName): Promise<Line> => {
      const host = (network?.addresses ?? LOOPBACK)[server];
      const line = await openLine({ host, to: () => engines?.[server].port ?? 0 });
      undo.add(line.close);
      return line;
    };
    const lines = {
      kafka: await open('kafka'),
      clickhouse: await open('clickhouse'),
      postgres: await open('postgres'),
    };
    const started = await startEngines({ directory, advertised: lines.kafka.address });
    engines = started;
    undo.add(() => stopEngines(started));
    const over = (server: ServerName): string =>
      started[server].address.replace(`127.0.0.1:${started[server].port}`, lines[server].address);
    shareEngines({ kafka: over('kafka'), clickhouse: over('clickhouse'), postgres: over('postgres') });

    const { path: data, remove } = await dataDirectory('distributed');
    undo.add(remove);
    const site = await makeOpenSite(data);
    const secretFile = join(directory, 'secret');
    await writeFile(secretFile, randomBytes(48).toString('base64'));
    const environment = {
      CLEARPANE_SECRET_FILE: secretFile,
      ...(network ? { CLEARPANE_TRUSTED_PROXIES: network.range } : {}),
      ...ROOMY,
    };
    const slots: Slot[] = [];
    undo.add(() => Promise.all(slots.map((slot) => slot.close())));
    // One after the other: the first brings the schemas up to date.
    for (const [index, role] of ROLES.entries()) {
      const clock = makeClock(join(directory, `clock-${index}`));
      slots.push(await openSlot({ data, role, clock, place: network?.join() ?? null, environment }));
    }
    const ofRole = (role: RoleName): Slot[] => slots.filter((slot) => slot.role === role);
    const running: Servers['running'] = (role) => ofRole(role).map((slot) => slot.product());
    return {
      engines: started,
      lines,
      disk,
      data,
      site,
      slots: ofRole,
      running,
      doors: () => {
        const ready = ofRole('ingest').filter((slot) => slot.ready());
        return ready.length > 0 ? ready.map((slot) => slot.product()) : running('ingest');
      },
      replace: async (role, index, signal) => {
        const slot = ofRole(role)[index];
        if (!slot) throw new Error(`There is no ${role} ${index}.`);
        await slot.replace(signal);
      },
      // Servers can be looked into while all runs.
      rest: async () => undefined,
      close: undo.all,
    };
  } catch (error) {
    await undo.all();
    throw error;
  }
}
