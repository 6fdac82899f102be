import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';

type Timestamp = ColumnType<Date, Date | undefined, Date>;

export interface Schema {
  sites: {
    id: Generated<number>;
    key: string;
    name: string;
    domains: JSONColumnType<string[]>;
    demo: boolean;
    created_at: Timestamp;
  };
  site_policies: {
    site_id: number;
    version: number;
    policy: JSONColumnType<object>;
    author: string;
    reason: string;
    created_at: Timestamp;
  };
  topics: {
    id: Generated<number>;
    site_id: number;
    slug: string;
    label: string;
    paths: JSONColumnType<string[]>;
    position: number;
  };
  rules: {
    id: string;
    version: number;
    site_id: number;
    title: string;
    topic_id: number;
    sessions: number;
    days: number;
    active: boolean;
    created_at: Timestamp;
  };
  windows: {
    id: string;
    site_id: number;
    organization_id: string;
    rule_id: string;
    rule_version: number;
    state: 'open' | 'acknowledged' | 'snoozed';
    opened_at: Date;
    expires_at: Date;
    acknowledged_by: string | null;
    acknowledged_at: Date | null;
    snoozed_until: Date | null;
    updated_at: Timestamp;
    /** Rises with every change of any window; given by the database. */
    change: GeneratedAlways<number>;
  };
  alerts: {
    seq: Generated<number>;
    id: string;
    window_id: string;
    site_id: number;
    body: JSONColumnType<object>;
    created_at: Timestamp;
  };
  configuration: { version: number };
  setup_tokens: { hash: string; created_at: Timestamp };

  // The tables of better-auth that are read here; it writes most of them itself.
  user: { id: string; name: string; email: string; createdAt: Timestamp };
  session: { id: string; userId: string };
  organization: { id: string; name: string; slug: string; createdAt: Timestamp };
  member: { id: string; organizationId: string; userId: string; role: string; createdAt: Timestamp };
  apikey: {
    id: string;
    name: string | null;
    start: string | null;
    referenceId: string;
    createdAt: Timestamp;
    lastRequest: Date | null;
  };
}
