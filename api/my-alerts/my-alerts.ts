import { loadSettings, saveWishes } from '../../alerts/routing/stored-settings.ts';
import { type RepSettings, timingOf } from '../../alerts/routing/timing.ts';
import { toldToday } from '../../alerts/routing/told-today.ts';
import { isTimeZone } from '../../alerts/routing/working-time.ts';
import type { Database } from '../../infra/database/database.ts';
import { loadRules } from '../../infra/database/rules.ts';
import type { AlertWishes, MyAlerts } from '../contract-my-alerts.ts';
import { ProblemError } from '../problem.ts';
import { listSites } from '../sites/sites.ts';

interface Reader {
  person: string;
  /** Whether a mail server is set. */
  mailServer: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/** How a person hears of alerts, and what would become of one that came now. */
export async function myAlerts(database: Database, { person, mailServer, now }: Reader): Promise<MyAlerts> {
  const { db } = database;
  const settings = await loadSettings(db, person);
  const refusal = await db
    .selectFrom('mail_refusals')
    .select('at')
    .where('person_id', '=', person)
    .executeTakeFirst();
  return {
    wishes: wishesOf(settings),
    postponed: postponedOf(settings, now, await toldToday(db, person, settings.timeZone, now)),
    mailServer,
    mailRefusedAt: refusal?.at.toISOString() ?? null,
    rules: await rulesOf(database),
  };
}

/** @throws ProblemError 400 naming the field */
export async function changeMyAlerts(database: Database, person: string, wishes: AlertWishes): Promise<void> {
  if (!isTimeZone(wishes.timeZone)) {
    throw refused('timeZone', `"${wishes.timeZone}" is no time zone, as Europe/Berlin is one.`);
  }
  if (wishes.quiet !== null && wishes.quiet.from === wishes.quiet.to) {
    throw refused('quiet', 'Quiet hours must end at another time than they begin.');
  }
  await saveWishes(database.db, person, wishes);
}

/** Takes up mail that the person ended by the link in one. Nothing that was held back meanwhile is sent. */
export async function takeMailUpAgain({ db }: Database, person: string): Promise<void> {
  await db.deleteFrom('mail_refusals').where('person_id', '=', person).execute();
}

const refused = (field: string, message: string): ProblemError =>
  new ProblemError(400, 'invalid_fields', message, undefined, { errors: [{ field, message }] });

const wishesOf = (settings: RepSettings): AlertWishes => ({
  timeZone: settings.timeZone,
  quiet: settings.quiet,
  workingDays: [...settings.workingDays],
  digest: settings.digest,
  digestTimes: [...settings.digestTimes],
  email: settings.email,
  dailyBudget: settings.dailyBudget,
  mutedRules: [...settings.mutedRules],
});

function postponedOf(settings: RepSettings, now: number, today: number): MyAlerts['postponed'] {
  // Of a rule that nobody muted.
  const timing = timingOf({ ...settings, mutedRules: [] }, '', now, today);
  return timing.told === 'later' ? { until: new Date(timing.at).toISOString(), reason: timing.reason } : null;
}

async function rulesOf(database: Database): Promise<MyAlerts['rules']> {
  const [rules, sites] = await Promise.all([loadRules(database), listSites(database)]);
  const names = new Map(sites.map(({ id, name }) => [id, name]));
  return rules.map(({ id, title, site }) => ({ id, title, siteName: names.get(site) ?? '' }));
}
