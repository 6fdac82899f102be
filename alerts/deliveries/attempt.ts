import { TOLD_ROLES } from '../told-roles.ts';
import { sendConfirmation } from './contact-mail.ts';
import { loadAlerts } from './contents.ts';
import { mailOf } from './doors/mail.ts';
import { slackBody } from './doors/slack.ts';
import { teamsBody } from './doors/teams.ts';
import { WEBHOOK_TYPE, webhookBody } from './doors/webhook.ts';
import type { Message } from './message.ts';
import type { HeldDelivery } from './outbox.ts';
import { type Outcome, outcomeOf, outcomeOfError, withheld } from './outcome.ts';
import type { DeliveryParts } from './parts.ts';
import { SAMPLE } from './sample.ts';
import { secretsOf, signedHeaders } from './secrets.ts';
import { unsubscribeUrl } from './unsubscribe.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Slack takes one message a second from an incoming webhook. */
const REST_MS = { slack: 1000, teams: 250, webhook: 0 } as const;

export interface Attempted {
  outcome: Outcome;
  /** Milliseconds for which the target is left alone. */
  rest: number;
}

/** Tries a delivery once. No connection of the database is held while the target is waited for. */
export async function attempt(parts: DeliveryParts, held: HeldDelivery): Promise<Attempted> {
  const { database, now } = parts;
  if (held.kind === 'contact')
    return { outcome: await sendConfirmation(parts, { id: held.id, seq: held.contact_seq ?? 0 }), rest: 0 };
  const { alerts, breached } =
    held.kind === 'test'
      ? { alerts: [SAMPLE], breached: false }
      : await loadAlerts(database, held.alert_ids, now());
  if (alerts.length === 0) {
    const outcome = breached
      ? withheld('policy_breach', 'The alert held more than alerts may hold.')
      : withheld('nothing_left', 'What it was about was removed.');
    return { outcome, rest: 0 };
  }
  const message: Message = {
    id: held.id,
    kind: held.kind,
    alerts,
    reason: held.reason,
    createdAt: held.created_at.getTime(),
  };
  return held.person_id === null
    ? toChannel(parts, message, held.channel_id ?? '')
    : { outcome: await toPerson(parts, message, held.person_id), rest: 0 };
}

async function toChannel(parts: DeliveryParts, message: Message, channelId: string): Promise<Attempted> {
  const { database, publicUrl, post, now } = parts;
  const channel = await database.db
    .selectFrom('channels')
    .select(['kind', 'url', 'secrets'])
    .where('id', '=', channelId)
    .executeTakeFirst();
  if (!channel) return { outcome: withheld('target_removed', 'The channel was removed.'), rest: 0 };
  const { kind, url } = channel;
  const send = async (body: string, headers: Record<string, string>): Promise<Outcome> => {
    try {
      return outcomeOf(await post(url, headers, body), now());
    } catch (error) {
      return outcomeOfError(error);
    }
  };
  const rest = REST_MS[kind];
  if (kind === 'slack') {
    return { outcome: await send(slackBody(message, publicUrl), { 'content-type': JSON_TYPE }), rest };
  }
  if (kind === 'teams') {
    return { outcome: await send(teamsBody(message, publicUrl), { 'content-type': JSON_TYPE }), rest };
  }
  const body = webhookBody(message, publicUrl);
  const signed = signedHeaders(message.id, body, secretsOf(channel.secrets), now());
  return { outcome: await send(body, { 'content-type': WEBHOOK_TYPE, ...signed }), rest };
}

async function toPerson(parts: DeliveryParts, message: Message, personId: string): Promise<Outcome> {
  const { database, publicUrl, mailer, unsubscribeKey } = parts;
  if (!mailer) return withheld('no_mail_server', 'No mail server is set; see CLEARPANE_SMTP_URL.');
  const person = await database.db
    .selectFrom('user')
    .leftJoin('mail_refusals', 'mail_refusals.person_id', 'user.id')
    .leftJoin('member', 'member.userId', 'user.id')
    .select(['user.name', 'user.email', 'member.role', 'mail_refusals.at as refused_at'])
    .where('user.id', '=', personId)
    .executeTakeFirst();
  if (!person) return withheld('target_removed', 'The person was removed.');
  if (!TOLD_ROLES.includes(person.role ?? '')) {
    return withheld('not_in_sales', 'The person works in sales no more.');
  }
  if (person.refused_at) return withheld('unsubscribed', 'The person wants no e-mail.');
  const recipient = {
    name: person.name,
    address: person.email,
    unsubscribeUrl: unsubscribeUrl(publicUrl, personId, unsubscribeKey),
  };
  return mailer.send(mailOf(message, recipient, publicUrl));
}
