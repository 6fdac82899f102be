import { type Kysely, sql } from 'kysely';

/** Rules become conditions, topics may be campaigns, and windows hold what alerts stood on. */
const STATEMENTS = `
-- A campaign is a topic as well: visits that came by it count for it.
ALTER TABLE topics
  ADD COLUMN kind text NOT NULL DEFAULT 'pages' CHECK (kind IN ('pages', 'campaign')),
  ADD COLUMN campaigns jsonb NOT NULL DEFAULT '[]';

ALTER TABLE rules
  ADD COLUMN condition jsonb,
  ADD COLUMN cool_down_days integer NOT NULL DEFAULT 0 CHECK (cool_down_days BETWEEN 0 AND 30),
  ADD COLUMN stay_open_days integer NOT NULL DEFAULT 1 CHECK (stay_open_days BETWEEN 1 AND 14),
  -- The order that people set; it belongs to the rule, and all its versions carry it.
  ADD COLUMN position integer NOT NULL DEFAULT 0,
  ADD COLUMN author text NOT NULL DEFAULT 'Clearpane';
-- Only some spans are left. The next shorter one: a rule may be told less by this, never more.
UPDATE rules SET condition = jsonb_build_object(
  'atLeast', sessions,
  'count', 'sessions',
  'topic', topic_id,
  'within', CASE WHEN days >= 30 THEN 30 WHEN days >= 14 THEN 14 WHEN days >= 7 THEN 7 ELSE 1 END
);
ALTER TABLE rules ALTER COLUMN condition SET NOT NULL;
ALTER TABLE rules DROP COLUMN topic_id, DROP COLUMN sessions, DROP COLUMN days;
CREATE INDEX rules_by_site ON rules (site_id);
CREATE TRIGGER rules_append_only
  BEFORE UPDATE OF id, version, site_id, title, condition, cool_down_days, stay_open_days, active, author, created_at
  ON rules FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();

-- How much more must be seen of an organization than the product asks for. The newest row of a site holds.
CREATE TABLE alert_floors (
  seq bigserial PRIMARY KEY,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  sessions integer NOT NULL CHECK (sessions BETWEEN 1 AND 1000),
  days integer NOT NULL CHECK (days BETWEEN 1 AND 30),
  by text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX alert_floors_by_site ON alert_floors (site_id, seq);
CREATE TRIGGER alert_floors_append_only BEFORE UPDATE ON alert_floors
  FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();
CREATE TRIGGER alert_floors_tell AFTER INSERT OR DELETE ON alert_floors
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();

ALTER TABLE windows
  DROP CONSTRAINT windows_state_check,
  ADD CONSTRAINT windows_state_check CHECK (state IN ('open', 'acknowledged', 'snoozed', 'closed')),
  -- What the window stands on, as an alert would say it; null where an older version did not keep it.
  ADD COLUMN body jsonb,
  -- The alert that tells of it: its own, or that of another rule that was fulfilled before. Null while held back.
  ADD COLUMN alert_id text,
  -- End of the cool-down that holds it back.
  ADD COLUMN quiet_until timestamptz,
  ADD COLUMN closed_by text,
  ADD COLUMN closed_at timestamptz;
UPDATE windows SET alert_id = alerts.id, body = alerts.body FROM alerts WHERE alerts.window_id = windows.id;
-- After the rows were filled in: a deferred check that waits would hold up what follows.
ALTER TABLE windows ADD CONSTRAINT windows_alert FOREIGN KEY (alert_id) REFERENCES alerts (id)
  ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX windows_by_alert ON windows (alert_id);
CREATE INDEX windows_by_organization ON windows (site_id, organization_id, expires_at);
CREATE INDEX windows_by_end ON windows (expires_at);

-- A part of a rule is fulfilled and the group is large enough, and something is still missing. No count is kept.
CREATE TABLE warming (
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  rule_id text NOT NULL,
  organization_id text NOT NULL,
  organization_name text NOT NULL,
  rule_version integer NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (site_id, rule_id, organization_id)
);
CREATE INDEX warming_by_end ON warming (site_id, until);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
