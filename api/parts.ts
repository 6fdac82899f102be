import type { Database } from '../infra/database/database.ts';
import type { Warehouse } from '../infra/warehouse/warehouse.ts';

/** What the routes stand on. */
export interface ApiParts {
  database: Database;
  warehouse: Warehouse;
  /** Where pages fetch the tracker and send events. */
  tracker: { url: string; integrity: string };
  /** Milliseconds since the epoch. */
  now: () => number;
}
