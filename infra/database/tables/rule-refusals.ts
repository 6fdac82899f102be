import type { Generated } from 'kysely';
import type { Timestamp } from './timestamp.ts';

/** What somebody wanted to make a rule or a topic of, and could not. */
export interface RuleRefusalTables {
  rule_refusals: {
    seq: Generated<number>;
    site_id: number;
    code: string;
    field: string;
    sentence: string;
    author_id: string;
    author: string;
    at: Timestamp;
  };
}
