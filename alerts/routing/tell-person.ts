import type { Transaction } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import type { AlertBody } from '../allow-list.ts';
import { addToDigest, idOf, sendAlert } from './outbox.ts';
import { loadSettings } from './stored-settings.ts';
import { timingOf } from './timing.ts';
import { startOfLocalDay } from './working-time.ts';

interface Telling {
  alert: string;
  site: number;
  body: AlertBody;
  person: string;
  /** Why it came to them. */
  reason: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Tells a person as they wish to be told, and notes in the ledger what they are not told now. */
export async function tellPerson(transaction: Transaction<Schema>, telling: Telling): Promise<void> {
  const { alert, person, reason, body, now } = telling;
  const settings = await loadSettings(transaction, person);
  const { today } = await transaction
    .selectFrom('alert_recipients')
    .select(({ fn }) => fn.countAll<number>().as('today'))
    .where('person_id', '=', person)
    .where('told', '=', 'now')
    .where('at', '>=', new Date(startOfLocalDay(settings.timeZone, now)))
    .executeTakeFirstOrThrow();
  const timing = timingOf(settings, body.rule.id, now, Number(today));

  await transaction
    .insertInto('alert_recipients')
    .values({
      alert_id: alert,
      person_id: person,
      channel_id: null,
      reason,
      told: timing.told,
      at: new Date(now),
    })
    .execute();
  if (timing.told === 'now') {
    if (settings.email) await sendAlert(transaction, { alert, target: { person }, reason, now });
    return;
  }
  const until = timing.told === 'later' ? new Date(timing.at).toISOString() : '';
  await holdBack(transaction, telling, timing.reason, until);
  if (timing.told === 'later' && settings.email) {
    await addToDigest(transaction, { alert, person, at: timing.at, now });
  }
}

/** @param until ISO 8601, when they hear of it; '' for never */
async function holdBack(
  transaction: Transaction<Schema>,
  { alert, site, body, person, now }: Telling,
  reason: string,
  until: string,
): Promise<void> {
  await transaction
    .insertInto('held_back')
    .values({
      key: idOf('held back', alert, person),
      site_id: site,
      organization_id: body.org.id,
      organization_name: body.org.name,
      rule_id: body.rule.id,
      rule_title: body.rule.title,
      alert_id: alert,
      person_id: person,
      reason,
      detail: until,
      at: new Date(now),
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
