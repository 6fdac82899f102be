import type { Generated, JSONColumnType } from 'kysely';
import type { ExclusionReason, NamedOrganization } from '../../../policy/match-decision.ts';
import type { Timestamp } from './timestamp.ts';

/** What people decided about matches, and what was done about the past. */
export interface CorrectionTables {
  match_decisions: {
    seq: Generated<number>;
    kind: 'not_them' | 'is' | 'isp' | 'exclude' | 'withdrawn';
    target_kind: 'network' | 'organization' | 'domain';
    target: string;
    target_name: string;
    /** Of `is` only. */
    organization: JSONColumnType<NamedOrganization> | null;
    /** Of `exclude` only. */
    exclusion: ExclusionReason | null;
    reason: Generated<string>;
    /** Of `withdrawn` only: the decision that it takes back. */
    undoes: number | null;
    decided_by_id: string;
    decided_by: string;
    decided_at: Timestamp;
  };
  closed_windows: {
    decision: number;
    window_id: string;
    expires_at: Date;
    snoozed_until: Date | null;
    closed_at: Date;
  };
  match_moves: {
    id: Generated<number>;
    decision: number;
    from_organization: string;
    /** '0': no organization. */
    to_organization: string;
    state: Generated<'moving' | 'moved' | 'returning' | 'returned'>;
    months_done: Generated<number>;
    months_total: Generated<number>;
    asked_by: string;
    asked_at: Timestamp;
  };
  exclusion_requests: {
    id: Generated<number>;
    organization_id: string;
    organization_name: string;
    reason: string;
    asked_by_id: string;
    asked_by: string;
    asked_at: Timestamp;
    state: Generated<'open' | 'accepted' | 'declined'>;
    decided_by: string | null;
    decided_at: Date | null;
  };
  match_evidence: {
    site_id: number;
    /** UTC day, `YYYY-MM-DD`. */
    day: string;
    agreed: boolean;
    count: number;
  };
  reverse_dns_changes: {
    seq: Generated<number>;
    enabled: boolean;
    changed_by_id: string;
    changed_by: string;
    reason: string;
    changed_at: Timestamp;
  };
}
