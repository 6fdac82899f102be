import type { Kysely } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import { DEFAULT_SETTINGS, type RepSettings } from './timing.ts';

/** How a person wants to hear of alerts; what is usual where they said nothing. */
export async function loadSettings(db: Kysely<Schema>, personId: string): Promise<RepSettings> {
  const row = await db
    .selectFrom('rep_settings')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!row) return DEFAULT_SETTINGS;
  return {
    timeZone: row.time_zone,
    quiet:
      row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to },
    workingDays: row.working_days,
    digest: row.digest,
    digestTimes: row.digest_times,
    dashboard: row.dashboard,
    email: row.email,
    browser: row.browser,
    dailyBudget: row.daily_budget,
    mutedRules: row.muted_rules,
    takesPart: row.takes_part,
  };
}

export async function saveSettings(
  db: Kysely<Schema>,
  personId: string,
  settings: RepSettings,
): Promise<void> {
  const values = columnsOf(settings);
  await db
    .insertInto('rep_settings')
    .values({ person_id: personId, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
    .execute();
}

/** What people decide for themselves; whether they take turns is not among it. */
export type RepWishes = Omit<RepSettings, 'dashboard' | 'browser' | 'takesPart'>;

/** Leaves alone what others decide about a person, also when they do so at the same time. */
export async function saveWishes(db: Kysely<Schema>, personId: string, wishes: RepWishes): Promise<void> {
  const values = columnsOf({ ...DEFAULT_SETTINGS, ...wishes });
  const { dashboard, browser, takes_part, ...wished } = values;
  await db
    .insertInto('rep_settings')
    .values({ person_id: personId, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(wished))
    .execute();
}

const columnsOf = (settings: RepSettings) => ({
  time_zone: settings.timeZone,
  quiet_from: settings.quiet?.from ?? null,
  quiet_to: settings.quiet?.to ?? null,
  working_days: JSON.stringify(settings.workingDays),
  digest: settings.digest,
  digest_times: JSON.stringify(settings.digestTimes),
  dashboard: settings.dashboard,
  email: settings.email,
  browser: settings.browser,
  daily_budget: settings.dailyBudget,
  muted_rules: JSON.stringify(settings.mutedRules),
  takes_part: settings.takesPart,
});
