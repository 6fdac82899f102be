import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import { groupFloor } from '../../policy/floors.ts';
import type { Me } from '../contract.ts';
import type { Floor, FloorBody } from '../contract-rules.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';

/** How much must be seen of an organization before sales hear of it, and who raised it. */
export async function floorOf(db: Kysely<Schema>, site: number): Promise<Floor> {
  const rows = await db
    .selectFrom('alert_floors')
    .select(['sessions', 'days', 'by', 'at'])
    .where('site_id', '=', site)
    .orderBy('seq', 'desc')
    .execute();
  const least = groupFloor({ ownNetwork: true });
  return {
    sessions: Math.max(least.sessions, rows[0]?.sessions ?? 0),
    days: Math.max(least.days, rows[0]?.days ?? 0),
    history: rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
  };
}

/** @throws ProblemError 409 `floor_lowered`: a floor only rises */
export async function raiseFloor(
  { database: { db }, now }: Pick<ApiParts, 'database' | 'now'>,
  { site, person }: { site: number; person: Me },
  { sessions, days }: FloorBody,
): Promise<Floor> {
  return db.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('floors'), ${site})`.execute(transaction);
    const floor = await floorOf(transaction, site);
    if (sessions < floor.sessions || days < floor.days) {
      throw new ProblemError(
        409,
        'floor_lowered',
        'A floor can be raised, never lowered.',
        `It is ${floor.sessions} sessions on ${floor.days} days now.`,
      );
    }
    if (sessions === floor.sessions && days === floor.days) return floor;
    await transaction
      .insertInto('alert_floors')
      .values({ site_id: site, sessions, days, by: person.name, at: new Date(now()) })
      .execute();
    return floorOf(transaction, site);
  });
}
