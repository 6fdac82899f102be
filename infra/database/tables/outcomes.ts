import type { Generated } from 'kysely';

/** What became of alerts. */
export interface OutcomeTables {
  alert_outcomes: {
    seq: Generated<number>;
    alert_id: string;
    outcome: 'acted' | 'not_now' | 'not_relevant' | 'wrong_company' | 'excluded' | 'taken_back';
    note: Generated<string>;
    by_id: string;
    by: string;
    at: Date;
  };
}
