import type { JSONColumnType } from 'kysely';

/** Who hears of an alert, and when they want to hear of it. */
export interface RoutingTables {
  territories: {
    /** ISO 3166-1 alpha-2. */
    country: string;
    person_id: string;
  };
  routing: {
    default_person_id: string | null;
    default_channel_id: string | null;
    /** Id of the person whose turn it was last; they may have left since. */
    last_turn: string | null;
  };
  rep_settings: {
    person_id: string;
    /** IANA name. */
    time_zone: string;
    /** Minutes since midnight in the time zone, as all times of day here. */
    quiet_from: number | null;
    quiet_to: number | null;
    /** 1 (Monday) to 7. */
    working_days: JSONColumnType<number[]>;
    digest: boolean;
    digest_times: JSONColumnType<number[]>;
    dashboard: boolean;
    email: boolean;
    browser: boolean;
    daily_budget: number | null;
    muted_rules: JSONColumnType<string[]>;
    takes_part: boolean;
  };
  alert_recipients: {
    alert_id: string;
    person_id: string | null;
    channel_id: string | null;
    /** One sentence for the person: why it came to them. */
    reason: string;
    told: 'now' | 'later' | 'not';
    at: Date;
  };
}
