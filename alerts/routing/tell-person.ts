import type { Transaction } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import type { AlertBody } from '../allow-list.ts';
import { addToDigest, idOf, sendAlert } from './outbox.ts';
import { loadSettings } from './stored-settings.ts';
import { timingOf } from './timing.ts';
import { toldToday } from './told-today.ts';

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
  const today = await toldToday(transaction, person, settings.timeZone, now);
  const timing = timingOf(settings, body.rule.id, now, today);

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
  if (timing.told === 'not') return holdBack(transaction, telling, timing.reason, '');
  // Whoever ended mail by its link is sent none, whatever else they wish; so this is why, and there is no end to it.
  if (settings.email && (await refusesMail(transaction, person))) {
    return holdBack(transaction, telling, 'unsubscribed', '');
  }
  if (timing.told === 'now') {
    if (settings.email) await sendAlert(transaction, { alert, target: { person }, reason, now });
    return;
  }
  await holdBack(transaction, telling, timing.reason, new Date(timing.at).toISOString());
  if (settings.email) await addToDigest(transaction, { alert, person, at: timing.at, now });
}

async function refusesMail(transaction: Transaction<Schema>, person: string): Promise<boolean> {
  const refusal = await transaction
    .selectFrom('mail_refusals')
    .select('at')
    .where('person_id', '=', person)
    .executeTakeFirst();
  return refusal !== undefined;
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
