import { type Kysely, sql } from 'kysely';

/** Who hears of an alert, and when they want to hear of it. */
const STATEMENTS = `
CREATE TABLE territories (
  country text PRIMARY KEY,
  person_id text NOT NULL REFERENCES "user" ON DELETE CASCADE
);

-- One row: who hears of what nobody owns, and where the round stands. Whoever routes holds this row, so that two
-- processes take turns.
CREATE TABLE routing (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  default_person_id text REFERENCES "user" ON DELETE SET NULL,
  default_channel_id text REFERENCES channels ON DELETE SET NULL,
  -- Whose turn it was last. No reference: a person who left must not begin the round anew.
  last_turn text,
  CHECK (default_person_id IS NULL OR default_channel_id IS NULL)
);
INSERT INTO routing DEFAULT VALUES;

-- Times of day are minutes since midnight in the person's time zone; days are 1 (Monday) to 7.
CREATE TABLE rep_settings (
  person_id text PRIMARY KEY REFERENCES "user" ON DELETE CASCADE,
  time_zone text NOT NULL,
  quiet_from integer CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_to integer CHECK (quiet_to BETWEEN 0 AND 1439),
  working_days jsonb NOT NULL,
  digest boolean NOT NULL,
  digest_times jsonb NOT NULL,
  dashboard boolean NOT NULL,
  email boolean NOT NULL,
  browser boolean NOT NULL,
  daily_budget integer CHECK (daily_budget BETWEEN 1 AND 1000),
  muted_rules jsonb NOT NULL,
  takes_part boolean NOT NULL,
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)),
  CHECK (quiet_from <> quiet_to)
);

-- To whom an alert went and why. told: now, later (with others, see held_back), or not at all.
CREATE TABLE alert_recipients (
  alert_id text PRIMARY KEY REFERENCES alerts (id) ON DELETE CASCADE,
  person_id text REFERENCES "user" ON DELETE CASCADE,
  channel_id text REFERENCES channels ON DELETE CASCADE,
  reason text NOT NULL,
  told text NOT NULL CHECK (told IN ('now', 'later', 'not')),
  at timestamptz NOT NULL,
  CHECK ((person_id IS NULL) <> (channel_id IS NULL))
);
CREATE INDEX alert_recipients_by_person ON alert_recipients (person_id, at);

-- A person or channel that was removed leaves nobody to hear of an open window: it is routed again.
CREATE FUNCTION route_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE alerts SET dispatched_at = NULL
    WHERE id = OLD.alert_id
      AND EXISTS (
        SELECT FROM windows w WHERE w.id = alerts.window_id AND w.expires_at > now() AND w.state <> 'closed');
  RETURN NULL;
END $$;
CREATE TRIGGER alert_recipients_gone AFTER DELETE ON alert_recipients
  FOR EACH ROW EXECUTE FUNCTION route_again();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
