import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoopbackEngines, startEngines, stopEngines } from '../../infra/engines/loopback.ts';
import { shareEngines } from '../support/engines.ts';
import { dataDirectory, type Product, startRole } from '../support/product.ts';
import { makeOpenSite, type OpenSite } from '../support/site.ts';
import { type Line, openLine } from './line.ts';

export type RoleName = 'ingest' | 'writer' | 'alerts' | 'api';

/** Clearpane as a larger company runs it: three servers, and each role in processes of its own. */
export interface Installation {
  readonly engines: LoopbackEngines;
  /** The network between the processes and two of the servers. */
  readonly lines: { clickhouse: Line; postgres: Line };
  readonly data: string;
  readonly site: OpenSite;
  /** Processes of a role that run now. */
  running(role: RoleName): Product[];
  /** Ends the process of a role and starts another. */
  replace(role: RoleName, index: number, signal: NodeJS.Signals): Promise<void>;
  close(): Promise<void>;
}

const ROLES: readonly RoleName[] = ['api', 'ingest', 'ingest', 'writer', 'writer', 'alerts', 'alerts'];

/** @param settings of every process, beside those that say where the servers are */
export async function startInstallation(
  directory: string,
  settings: Record<string, string> = {},
): Promise<Installation> {
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
    CLEARPANE_RATE: '1000000',
    CLEARPANE_RATE_BURST: '1000000',
    CLEARPANE_LOG_LEVEL: 'error',
    ...settings,
  };
  const processes: { role: RoleName; product: Product }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(processes.map(({ product }) => product.stop('SIGKILL')));
    await Promise.all(Object.values(lines).map((line) => line.close()));
    await stopEngines(engines);
    await remove();
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
    data,
    site,
    running: (role) => ofRole(role).map(({ product }) => product),
    replace: async (role, index, signal) => {
      const process = ofRole(role)[index];
      if (!process) throw new Error(`There is no ${role} ${index}.`);
      await process.product.stop(signal);
      process.product = await startRole(data, role, environment);
    },
    close,
  };
}
