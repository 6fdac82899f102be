import type { Database } from './database.ts';

/** Something that the rules forbid was stopped. */
export interface Incident {
  /** What kind of thing: `policy_breach`. */
  kind: string;
  /** What it happened to, as an id. It never holds what was stopped. */
  subject: string;
  /** In words, for an officer. */
  detail: string;
}

/** Notes an incident once for each kind and subject, however often it is met. */
export async function recordIncident({ db }: Pick<Database, 'db'>, incident: Incident): Promise<void> {
  await db
    .insertInto('incidents')
    .values(incident)
    .onConflict((conflict) => conflict.columns(['kind', 'subject']).doNothing())
    .execute();
}
