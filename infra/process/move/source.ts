import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { HOUR } from '../../../policy/time.ts';
import type { Config } from '../../config.ts';
import { openEmbeddedDatabase } from '../../database/embedded.ts';
import { migrations as databaseMigrations } from '../../database/migrate.ts';
import { openEmbeddedLog } from '../../log/embedded.ts';
import { openEmbeddedWarehouseAsItIs } from '../../warehouse/embedded.ts';
import { migrations as warehouseMigrations } from '../../warehouse/migrations.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { type DataDirectory, openDataDirectory } from '../data-directory.ts';
import type { Engines } from '../engines.ts';
import { lockDirectory } from '../lock.ts';
import { type Closing, StartError } from '../stop.ts';
import { schemaSteps } from './database-tables.ts';
import { type Marker, readMarker } from './marker.ts';

/** An embedded installation that nobody else uses. */
export interface Source extends Engines {
  directory: DataDirectory;
  marker: Marker;
  /** Whether a move began here before. */
  began: boolean;
}

/** @throws StartError when there is none, somebody uses it, or another version wrote it */
export async function openSource(config: Config, now: () => number, closing: Closing): Promise<Source> {
  for (const engine of ['log', 'warehouse', 'database']) {
    const there = await stat(`${config.data}/${engine}`).catch(() => null);
    if (there === null) {
      throw new StartError(
        `There is no embedded installation in ${config.data}: no ${engine}. Set CLEARPANE_DATA to its directory.`,
      );
    }
  }
  const directory = await openDataDirectory(config.data);
  closing.add('lock', await lockDirectory(directory.root));
  const marker = await readMarker(directory.root);
  const database = await openEmbeddedDatabase({ path: directory.database });
  closing.add('database', () => database.close());
  expectSame(Object.keys(databaseMigrations), await schemaSteps(database));
  const warehouse = await openEmbeddedWarehouseAsItIs({ path: directory.warehouse });
  closing.add('warehouse', () => warehouse.close());
  expectSame(
    warehouseMigrations.map(({ version }) => String(version)),
    await warehouseSteps(warehouse),
  );
  const retention = config.logRetentionHours * HOUR;
  const log = await openEmbeddedLog<Parameters<Engines['log']['append']>[0][number]['value']>({
    path: directory.log,
    retention,
    now,
  });
  closing.add('log', () => log.close());
  return {
    directory,
    marker: marker ?? { id: randomUUID(), state: 'moving' },
    began: marker !== null,
    database,
    warehouse,
    log,
  };
}

/** Numbers of the schema's steps that were taken; none where there is no schema. */
export async function warehouseSteps(warehouse: Pick<Warehouse, 'query'>): Promise<string[]> {
  const [row] = await warehouse.query<{ result: number }>('EXISTS TABLE schema_migrations');
  if (row?.result !== 1) return [];
  const rows = await warehouse.query<{ version: number }>(
    'SELECT DISTINCT version FROM schema_migrations ORDER BY version',
  );
  return rows.map(({ version }) => String(version));
}

/** Bringing the source up to date would change it. */
function expectSame(known: readonly string[], found: readonly string[]): void {
  if (known.join() === found.join()) return;
  throw new StartError(
    `The data directory was written by ${found.some((each) => !known.includes(each)) ? 'a newer' : 'an older'} ` +
      'Clearpane. Start it once with this version, or move with the version that wrote it.',
  );
}
