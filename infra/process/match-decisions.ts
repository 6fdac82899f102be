import type { Organizations } from '../../ingest/organizations/resolver.ts';
import type { ReverseNames } from '../../ingest/organizations/reverse-dns/reverse-names.ts';
import { usableOverrides } from '../../ingest/organizations/stored-overrides.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { decisionsInForce } from '../database/match-decisions.ts';
import { reverseDnsEnabled } from '../database/reverse-dns.ts';
import { watchConfiguration } from '../database/watch-configuration.ts';

/**
 * Keeps what people decided about matches in force in this process, and whether DNS is asked for names: within a second
 * of the decision. The first answers wait for it, so that nobody who is excluded slips through at the start.
 *
 * @returns a function that stops following
 */
export function followMatchDecisions(options: {
  database: Database;
  organizations: Organizations;
  reverseNames: ReverseNames;
  reverseDns: Config['reverseDns'];
  onWarning: (warning: string) => void;
  onError: (error: unknown) => void;
}): Promise<() => Promise<void>> {
  const { database, organizations, reverseNames } = options;
  let seen = '';
  return watchConfiguration(
    database,
    async () => {
      const decisions = await decisionsInForce(database);
      const asks = options.reverseDns === 'officer' && (await reverseDnsEnabled(database));
      // Most changes of the configuration are about something else, and answers are worth keeping.
      const now = JSON.stringify([decisions, asks]);
      if (now === seen) return;
      reverseNames.setEnabled(asks);
      organizations.setOverrides(usableOverrides(decisions, options.onWarning));
      seen = now;
    },
    options.onError,
  );
}
