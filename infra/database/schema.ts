import type { Generated, JSONColumnType } from 'kysely';
import type { RecordedState } from '../../policy/assessment.ts';
import type { NoticeFacts } from '../../policy/notice.ts';
import type { Purpose } from '../../policy/purposes.ts';
import type { Regime } from '../../policy/regimes.ts';
import type { AccountTables } from './tables/accounts.ts';
import type { ContactRequestTables } from './tables/contact-requests.ts';
import type { CorrectionTables } from './tables/corrections.ts';
import type { DeliveryTables } from './tables/deliveries.ts';
import type { EngineTables } from './tables/engines.ts';
import type { OutcomeTables } from './tables/outcomes.ts';
import type { RoutingTables } from './tables/routing.ts';
import type { RuleRefusalTables } from './tables/rule-refusals.ts';
import type { Timestamp } from './tables/timestamp.ts';
import type { WindowTables } from './tables/windows.ts';

export interface Schema
  extends AccountTables,
    ContactRequestTables,
    CorrectionTables,
    DeliveryTables,
    EngineTables,
    OutcomeTables,
    RoutingTables,
    RuleRefusalTables,
    WindowTables {
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
    /** The second officer, where the version widened what is collected. */
    approved_by: string | null;
    /** It widened on the word of one officer, because the installation has only one. */
    alone: Generated<boolean>;
    /** The earlier version whose contents it brings back. */
    restores: number | null;
  };
  policy_proposals: {
    id: Generated<number>;
    site_id: number;
    base_version: number;
    policy: JSONColumnType<object>;
    reason: string;
    restores: number | null;
    author_id: string;
    author: string;
    created_at: Timestamp;
    state: Generated<'open' | 'approved' | 'declined' | 'withdrawn'>;
    decided_by: string | null;
    decided_at: Date | null;
    decision_reason: string | null;
  };
  assessments: {
    site_id: number;
    version: number;
    purposes: JSONColumnType<Purpose[]>;
    regimes: JSONColumnType<Regime[]>;
    state: RecordedState;
    summary: string;
    author_id: string;
    author: string;
    approver_id: string | null;
    approver: string | null;
    approved_at: Date | null;
    review_due: Date | null;
    created_at: Timestamp;
  };
  notices: {
    site_id: number;
    version: number;
    hash: string;
    facts: JSONColumnType<NoticeFacts>;
    policy_version: number;
    author: string;
    published_at: Timestamp;
  };
  consent_receipts: {
    id: string;
    site_id: number;
    record: JSONColumnType<object>;
    given_at: Date;
    expires_at: Date;
    withdrawn_at: Date | null;
  };
  suppressions: {
    seq: Generated<number>;
    site_id: number;
    entry: string;
    created_at: Timestamp;
    expires_at: Date | null;
  };
  installation: {
    killed: boolean;
    changed_by_id: string | null;
    changed_by: string | null;
    reason: string | null;
    changed_at: Date | null;
  };
  installation_changes: {
    seq: Generated<number>;
    killed: boolean;
    changed_by: string;
    reason: string;
    changed_at: Date;
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
    /** JSON. */
    permissions: string | null;
    createdAt: Timestamp;
    lastRequest: Date | null;
  };
}
