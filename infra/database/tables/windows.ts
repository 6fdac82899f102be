import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Condition } from '../../../policy/rules/condition.ts';
import type { Timestamp } from './timestamp.ts';

/** What rules go by, what they opened, and what was told of it. */
export interface WindowTables {
  topics: {
    id: Generated<number>;
    site_id: number;
    slug: string;
    label: string;
    /** Globs over paths; of a campaign, none. */
    paths: JSONColumnType<string[]>;
    position: number;
    kind: Generated<'pages' | 'campaign'>;
    /** Globs over values of `utm_campaign`, in lower case; of pages, none. */
    campaigns: ColumnType<string[], string | undefined, string>;
  };
  rules: {
    id: string;
    version: number;
    site_id: number;
    title: string;
    condition: JSONColumnType<Condition>;
    active: boolean;
    cool_down_days: Generated<number>;
    stay_open_days: Generated<number>;
    position: Generated<number>;
    author: Generated<string>;
    /** Switched off for ever. */
    removed: Generated<boolean>;
    created_at: Timestamp;
  };
  alert_floors: {
    seq: Generated<number>;
    site_id: number;
    sessions: number;
    days: number;
    by: string;
    at: Timestamp;
  };
  windows: {
    id: string;
    site_id: number;
    organization_id: string;
    rule_id: string;
    rule_version: number;
    state: 'open' | 'acknowledged' | 'snoozed' | 'closed';
    opened_at: Date;
    expires_at: Date;
    acknowledged_by: string | null;
    /** Person or key; null where an older version noted the name only. */
    acknowledged_by_id: string | null;
    acknowledged_at: Date | null;
    snoozed_until: Date | null;
    updated_at: Timestamp;
    /** Rises with every change of any window; given by the database. */
    change: GeneratedAlways<number>;
    body: ColumnType<object | null, string | null | undefined, string | null>;
    alert_id: string | null;
    quiet_until: Date | null;
    closed_by: string | null;
    closed_at: Date | null;
  };
  warming: {
    site_id: number;
    rule_id: string;
    organization_id: string;
    organization_name: string;
    rule_version: number;
    since: Date;
    until: Date;
  };
  alerts: {
    seq: Generated<number>;
    id: string;
    /** The window that it was told for; others may have joined it since. */
    window_id: string;
    site_id: number;
    body: JSONColumnType<object>;
    created_at: Timestamp;
    /** When it was decided who hears of it; null while it waits. */
    dispatched_at: Date | null;
  };
}
