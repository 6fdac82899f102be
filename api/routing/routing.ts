import type { Kysely, Transaction } from 'kysely';
import { holdSituation } from '../../alerts/routing/situation.ts';
import { loadSettings, saveSettings } from '../../alerts/routing/stored-settings.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import { colleagues } from '../account-list/account-rows.ts';
import type { Routing, RoutingRules } from '../contract-routing.ts';
import { ProblemError } from '../problem.ts';

/** Who hears of what nobody owns. People who have left sales are not named, as routing passes over them. */
export async function readRouting(db: Kysely<Schema>): Promise<Routing> {
  const people = (await colleagues(db)).map(({ id, name }) => ({ id, name }));
  const present = new Set(people.map(({ id }) => id));
  const territories = await db
    .selectFrom('territories')
    .select(['country', 'person_id as person'])
    .orderBy('country')
    .execute();
  const round = await db
    .selectFrom('rep_settings')
    .select('person_id as person')
    .where('takes_part', '=', true)
    .execute();
  const channels = await db
    .selectFrom('channels')
    .select(['id', 'name'])
    .orderBy('name')
    .orderBy('id')
    .execute();
  const chosen = await db
    .selectFrom('routing')
    .select(['default_person_id as person', 'default_channel_id as channel'])
    .executeTakeFirstOrThrow();
  return {
    territories: territories.filter(({ person }) => present.has(person)),
    round: people.map(({ id }) => id).filter((id) => round.some(({ person }) => person === id)),
    default: defaultOf(chosen, present),
    people,
    channels,
  };
}

function defaultOf(
  { person, channel }: { person: string | null; channel: string | null },
  present: ReadonlySet<string>,
): Routing['default'] {
  if (person !== null) return present.has(person) ? { person } : null;
  return channel === null ? null : { channel };
}

/** Replaces the rules. Alerts that were routed stay where they are. @throws ProblemError 400 */
export function saveRouting({ db }: Database, rules: RoutingRules): Promise<Routing> {
  return db.transaction().execute(async (transaction) => {
    // Whoever routes holds the same row: an alert goes by the old rules or by the new ones, not by both.
    await holdSituation(transaction);
    const { people, channels } = await readRouting(transaction);
    check(rules, new Set(people.map(({ id }) => id)), new Set(channels.map(({ id }) => id)));
    await transaction.deleteFrom('territories').execute();
    if (rules.territories.length > 0) {
      await transaction
        .insertInto('territories')
        .values(rules.territories.map(({ country, person }) => ({ country, person_id: person })))
        .execute();
    }
    await transaction
      .updateTable('routing')
      .set({
        default_person_id: rules.default && 'person' in rules.default ? rules.default.person : null,
        default_channel_id: rules.default && 'channel' in rules.default ? rules.default.channel : null,
      })
      .execute();
    await saveRound(transaction, rules.round);
    return readRouting(transaction);
  });
}

/** Whoever said nothing of how they wish to hear of alerts has the usual settings from now on. */
async function saveRound(transaction: Transaction<Schema>, round: readonly string[]): Promise<void> {
  let others = transaction
    .updateTable('rep_settings')
    .set({ takes_part: false })
    .where('takes_part', '=', true);
  if (round.length > 0) others = others.where('person_id', 'not in', round);
  await others.execute();
  for (const person of round) {
    const settings = await loadSettings(transaction, person);
    if (settings.takesPart) continue;
    await saveSettings(transaction, person, { ...settings, takesPart: true });
  }
}

function check(rules: RoutingRules, people: ReadonlySet<string>, channels: ReadonlySet<string>): void {
  const countries = rules.territories.map(({ country }) => country);
  const twice = countries.find((country, index) => countries.indexOf(country) !== index);
  if (twice !== undefined) {
    throw invalid('territories', `${twice} is there twice; a country has one person.`);
  }
  const named: [string, string[]][] = [
    ['territories', rules.territories.map(({ person }) => person)],
    ['round', rules.round],
    ['default', rules.default && 'person' in rules.default ? [rules.default.person] : []],
  ];
  for (const [field, ids] of named) {
    if (!ids.every((id) => people.has(id)))
      throw invalid(field, 'Somebody named here does not work in sales.');
  }
  if (rules.default && 'channel' in rules.default && !channels.has(rules.default.channel)) {
    throw invalid('default', 'There is no such channel.');
  }
}

const invalid = (field: string, message: string): ProblemError =>
  new ProblemError(400, 'invalid_fields', 'Some fields are wrong.', message, {
    errors: [{ field, message }],
  });
