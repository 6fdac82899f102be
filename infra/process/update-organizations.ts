import { join } from 'node:path';
import { UpdateError, updateOrganizations } from '../../ingest/organizations/update/update-organizations.ts';
import type { Config } from '../config.ts';
import { StartError } from './stop.ts';

/** Where updates of the compiled table lie. */
export const organizationUpdates = (config: Config): string => join(config.data, 'organizations');

/**
 * `organizations update`: runs beside a Clearpane that is running, which takes the new table in by itself.
 *
 * @throws StartError in one line when nothing was updated
 */
export async function runOrganizationsUpdate(config: Config, built: string): Promise<void> {
  try {
    await updateOrganizations({
      source: config.geoUpdateUrl,
      directory: organizationUpdates(config),
      built: `${built}/organizations`,
      now: Date.now,
      say: (line) => process.stdout.write(`${line}\n`),
    });
  } catch (cause) {
    if (cause instanceof UpdateError) throw new StartError(cause.message, { cause });
    throw cause;
  }
}
