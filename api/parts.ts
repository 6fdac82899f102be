import type { DeliveryParts } from '../alerts/deliveries/parts.ts';
import type { Database } from '../infra/database/database.ts';
import type { Trouble } from '../infra/troubles/trouble.ts';
import type { Warehouse } from '../infra/warehouse/warehouse.ts';
import type { NamedOrganization } from '../policy/match-decision.ts';
import type { RegisterGroup } from '../policy/rules/reach.ts';

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
  /** What an organization of this name is, with the id that it has wherever it is seen. */
  identify: (name: string, country: string) => Pick<NamedOrganization, 'id' | 'kind'>;
  /** How many organizations could be named, by country and kind. */
  register: readonly RegisterGroup[];
  /** `off`: DNS is never asked for names, whatever an officer says. */
  reverseDns: 'officer' | 'off';
  /** What channels are tried with. */
  deliveries: DeliveryParts;
  /** What does not go on as it should, in any process. */
  troubles: () => readonly Trouble[];
  /** Milliseconds since the epoch. */
  now: () => number;
}
