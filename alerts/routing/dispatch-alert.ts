import type { Transaction } from 'kysely';
import type { AccountOwners } from '../../infra/database/accounts-owners.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import { checkedBody } from '../allow-list.ts';
import { sendAlert } from './outbox.ts';
import { type Route, route } from './route.ts';
import { holdSituation } from './situation.ts';
import { tellPerson } from './tell-person.ts';

/**
 * Decides who hears of an alert and puts it into the outbox, all or nothing. An alert that somebody else dispatched
 * meanwhile is left alone.
 *
 * @throws PolicyBreachError when the alert holds what alerts may not hold
 */
export async function dispatchAlert(
  { db }: Database,
  id: string,
  owners: AccountOwners,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const situation = await holdSituation(transaction);
    const alert = await transaction
      .selectFrom('alerts')
      .select(['site_id', 'window_id', 'body'])
      .where('id', '=', id)
      .where('dispatched_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!alert) return;
    const body = checkedBody(alert.body);
    const { id: organization, registrableDomain: domain, name, country } = body.org;
    const owner = owners.ownerOf({ id: organization, domain, name, country });
    const decided = route({ owner, country }, situation);

    if (decided) await tell(transaction, decided, { alert: id, site: alert.site_id, body, now });
    await tellTeam(transaction, decided, { alert: id, site: alert.site_id, now });
    await transaction
      .updateTable('alerts')
      .set({ dispatched_at: new Date(now) })
      .where('id', '=', id)
      .execute();
    // To whom it went is a change that readers of the stream hear of.
    await transaction
      .updateTable('windows')
      .set(({ ref }) => ({ state: ref('state') }))
      .where('id', '=', alert.window_id)
      .execute();
  });
}

type Telling = Omit<Parameters<typeof tellPerson>[1], 'person' | 'reason'>;

async function tell(transaction: Transaction<Schema>, decided: Route, telling: Telling): Promise<void> {
  const { alert, now } = telling;
  if ('person' in decided.to) {
    const { person } = decided.to;
    await tellPerson(transaction, { ...telling, person, reason: decided.reason });
    if (decided.step === 'round') {
      await transaction.updateTable('routing').set({ last_turn: person }).execute();
    }
    return;
  }
  await transaction
    .insertInto('alert_recipients')
    .values({
      alert_id: alert,
      person_id: null,
      channel_id: decided.to.channel,
      reason: decided.reason,
      told: 'now',
      at: new Date(now),
    })
    .execute();
}

/** Channels of the site hear of each alert at once, and so does the channel that hears of what nobody owns. */
async function tellTeam(
  transaction: Transaction<Schema>,
  decided: Route | null,
  { alert, site, now }: Pick<Telling, 'alert' | 'site' | 'now'>,
): Promise<void> {
  const chosen = decided && 'channel' in decided.to ? decided.to.channel : null;
  const channels = await transaction
    .selectFrom('channels')
    .select('id')
    .where('active', '=', true)
    .where((where) =>
      where.or([where('site_id', 'is', null), where('site_id', '=', site), where('id', '=', chosen ?? '')]),
    )
    .orderBy('id')
    .execute();
  for (const { id: channel } of channels) {
    const reason =
      decided && channel === chosen ? decided.reason : 'This channel hears of every alert of the site.';
    await sendAlert(transaction, { alert, target: { channel }, reason, now });
  }
}
