import { type Kysely, sql } from 'kysely';

/** What became of alerts, in the words of people. */
const STATEMENTS = `
-- Nothing is changed or removed: taking back is a later row.
CREATE TABLE alert_outcomes (
  seq bigserial PRIMARY KEY,
  alert_id text NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  outcome text NOT NULL
    CHECK (outcome IN ('acted', 'not_now', 'not_relevant', 'wrong_company', 'excluded', 'taken_back')),
  note text NOT NULL DEFAULT '',
  by_id text NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX alert_outcomes_by_alert ON alert_outcomes (alert_id, seq);
CREATE TRIGGER alert_outcomes_append_only BEFORE UPDATE ON alert_outcomes
  FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();

-- Names are not enough to know who has an alert: two people may share one.
ALTER TABLE windows ADD COLUMN acknowledged_by_id text;

-- What somebody who is removed had taken on is open again, so that it is not forgotten with them.
CREATE FUNCTION give_back_alerts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE windows
    SET state = 'open', acknowledged_by = NULL, acknowledged_by_id = NULL, acknowledged_at = NULL
    WHERE acknowledged_by_id = OLD.id AND state = 'acknowledged' AND expires_at > now();
  RETURN OLD;
END $$;
CREATE TRIGGER user_gives_back BEFORE DELETE ON "user" FOR EACH ROW EXECUTE FUNCTION give_back_alerts();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
