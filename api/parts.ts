import type { DeliveryParts } from '../alerts/deliveries/parts.ts';
import type { Database } from '../infra/database/database.ts';
import type { Warehouse } from '../infra/warehouse/warehouse.ts';

/** What the routes stand on. */
export interface ApiParts {
  database: Database;
  warehouse: Warehouse;
  /** Where pages fetch the tracker and send events. */
  tracker: { url: string; integrity: string };
  /** Where ingest and the public pages are in a browser. */
  ingestUrl: string;
  /** `one`: the installation has one officer, whose word is enough. */
  officers: 'two' | 'one';
  /** What channels are tried with. */
  deliveries: DeliveryParts;
  /** Milliseconds since the epoch. */
  now: () => number;
}
