import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoopbackEngines, startEngines, stopEngines } from '../../infra/engines/loopback.ts';
import { shareEngines } from '../support/engines.ts';
import { dataDirectory, type Product, startRole } from '../support/product.ts';
import { makeOpenSite } from '../support/site.ts';
import { type Disk, mountDisk } from './disk.ts';
import { type Installation, ROOMY, type RoleName } from './installation.ts';
import { type Line, openLine } from './line.ts';

/** Clearpane as a larger company runs it: three servers, and each role in processes of its own. */
export interface Servers extends Installation {
  readonly engines: LoopbackEngines;
  /** The network between the processes and two of the servers. */
  readonly lines: { clickhouse: Line; postgres: Line };
  /** Disk of one of the servers, where it has one of its own. */
  readonly disk: Disk | null;
}

export interface ServersOptions {
  /** Of every process, beside those that say where the servers are. */
  settings?: Record<string, string>;
  /** The server that gets a disk of its own, which only root can mount. */
  disk?: keyof LoopbackEngines;
}

const ROLES: readonly RoleName[] = ['api', 'ingest', 'ingest', 'writer', 'writer', 'alerts', 'alerts'];

const DISK_MB = 1024;

export async function startServers({ settings = {}, disk: on }: ServersOptions = {}): Promise<Servers> {
  const directory = await mkdtemp(join(tmpdir(), 'clearpane-faults-'));
  const disk = on ? mountDisk(join(directory, on), DISK_MB) : null;
  const engines = await startEngines({ directory });
  const lines = {
    clickhouse: await openLine(engines.clickhouse.port),
    postgres: await openLine(engines.postgres.port),
  };
  const over = (name: keyof typeof lines): string =>
    engines[name].address.replace(`:${engines[name].port}`, `:${lines[name].port}`);
  shareEngines({
    // Brokers tell where they are themselves.
    kafka: engines.kafka.address,
    clickhouse: over('clickhouse'),
    postgres: over('postgres'),
  });
  const { path: data, remove } = await dataDirectory('distributed');
  const site = await makeOpenSite(data);
  const secretFile = join(directory, 'secret');
  await writeFile(secretFile, randomBytes(48).toString('base64'));
  const environment = {
    CLEARPANE_SECRET_FILE: secretFile,
    ...ROOMY,
    ...settings,
  };
  const processes: { role: RoleName; product: Product }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(processes.map(({ product }) => product.stop('SIGKILL')));
    await Promise.all(Object.values(lines).map((line) => line.close()));
    await stopEngines(engines);
    disk?.remove();
    await remove();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    // One after the other: the first brings the schemas up to date.
    for (const role of ROLES) processes.push({ role, product: await startRole(data, role, environment) });
  } catch (error) {
    await close();
    throw error;
  }
  const ofRole = (role: RoleName) => processes.filter((each) => each.role === role);
  return {
    engines,
    lines,
    disk,
    data,
    site,
    running: (role) => ofRole(role).map(({ product }) => product),
    replace: async (role, index, signal) => {
      const process = ofRole(role)[index];
      if (!process) throw new Error(`There is no ${role} ${index}.`);
      await process.product.stop(signal);
      process.product = await startRole(data, role, environment);
    },
    // Servers can be looked into while all runs.
    rest: async () => undefined,
    close,
  };
}
