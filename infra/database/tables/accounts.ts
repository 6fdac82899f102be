import type { Generated, JSONColumnType } from 'kysely';
import type { Timestamp } from './timestamp.ts';

/** Whom sales knows, where alerts go, and what was held back on the way. */
export interface AccountTables {
  accounts: {
    id: Generated<number>;
    /** An organization that was seen; where there is none, the domain counts, then the name. */
    organization_id: string | null;
    domain: string | null;
    name: string;
    /** ISO 3166-1 alpha-2, or ''. */
    country: Generated<string>;
    relation: 'prospect' | 'client' | null;
    watched: Generated<boolean>;
    owner_id: string | null;
    created_by: string;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  held_back: {
    seq: Generated<number>;
    key: string;
    site_id: number;
    organization_id: string;
    organization_name: string;
    rule_id: string;
    rule_title: string;
    alert_id: string | null;
    person_id: string | null;
    reason: string;
    detail: Generated<string>;
    at: Date;
  };
  incidents: {
    seq: Generated<number>;
    kind: string;
    subject: string;
    detail: string;
    at: Timestamp;
  };
  channels: {
    id: string;
    kind: 'slack' | 'teams' | 'webhook';
    /** null: alerts of every site. */
    site_id: number | null;
    name: string;
    url: string;
    secrets: JSONColumnType<object[]>;
    active: Generated<boolean>;
    failing_since: Date | null;
    disabled_at: Date | null;
    disabled_reason: string | null;
    created_by: string;
    created_at: Timestamp;
  };
  deliveries: {
    id: string;
    kind: 'alert' | 'digest' | 'test' | 'contact';
    channel_id: string | null;
    person_id: string | null;
    /** A mail that asks somebody to confirm a request to be contacted. */
    contact_seq: number | null;
    alert_ids: JSONColumnType<string[]>;
    reason: string;
    state: Generated<'waiting' | 'delivered' | 'failed' | 'cancelled'>;
    due_at: Date;
    attempts: Generated<number>;
    created_at: Timestamp;
    done_at: Date | null;
    /** Until when whoever sends it holds it. */
    leased_until: Date | null;
    /** Which hold it is, so that one that ran out changes nothing. */
    lease: string | null;
  };
}
