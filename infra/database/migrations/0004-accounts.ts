import { type Kysely, sql } from 'kysely';

/** Whom sales knows, where alerts go, what was held back on the way, and what must never have happened. */
const STATEMENTS = `
-- An account is recognized by the first of these that it has: an organization that was seen, a domain, a name.
CREATE TABLE accounts (
  id bigserial PRIMARY KEY,
  organization_id text UNIQUE,
  domain text UNIQUE,
  name text NOT NULL,
  country text NOT NULL DEFAULT '',
  relation text CHECK (relation IN ('prospect', 'client')),
  watched boolean NOT NULL DEFAULT false,
  owner_id text REFERENCES "user" ON DELETE SET NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX accounts_by_owner ON accounts (owner_id);
CREATE TRIGGER accounts_tell AFTER INSERT OR UPDATE OR DELETE ON accounts
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();

-- An alert waits here to be routed. What there was before routing was seen on the dashboard.
ALTER TABLE alerts ADD COLUMN dispatched_at timestamptz;
UPDATE alerts SET dispatched_at = created_at;
CREATE INDEX alerts_to_dispatch ON alerts (seq) WHERE dispatched_at IS NULL;

-- What somebody would have been told, and why they were not. The key is made from what was held back, so that going
-- over the same events again notes nothing twice.
CREATE TABLE held_back (
  seq bigserial PRIMARY KEY,
  key text NOT NULL UNIQUE,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  organization_id text NOT NULL,
  organization_name text NOT NULL,
  rule_id text NOT NULL,
  rule_title text NOT NULL,
  alert_id text REFERENCES alerts (id) ON DELETE CASCADE,
  person_id text REFERENCES "user" ON DELETE CASCADE,
  reason text NOT NULL,
  detail text NOT NULL DEFAULT '',
  at timestamptz NOT NULL
);
CREATE INDEX held_back_by_site ON held_back (site_id, seq);

-- Something that the rules forbid was stopped; an officer should know.
CREATE TABLE incidents (
  seq bigserial PRIMARY KEY,
  kind text NOT NULL,
  subject text NOT NULL,
  detail text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (kind, subject)
);

-- Where a team hears of alerts. Secrets: the newest first, older ones until they retire.
CREATE TABLE channels (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('slack', 'teams', 'webhook')),
  site_id integer REFERENCES sites ON DELETE CASCADE,
  name text NOT NULL,
  url text NOT NULL,
  secrets jsonb NOT NULL DEFAULT '[]',
  active boolean NOT NULL DEFAULT true,
  failing_since timestamptz,
  disabled_at timestamptz,
  disabled_reason text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The outbox. The id is made from target and contents, so that one alert has one delivery to each target.
CREATE TABLE deliveries (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('alert', 'digest', 'test')),
  channel_id text REFERENCES channels ON DELETE CASCADE,
  -- An e-mail to a person, where there is no channel.
  person_id text REFERENCES "user" ON DELETE CASCADE,
  alert_ids jsonb NOT NULL,
  -- Why it goes to this target, in words.
  reason text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed', 'cancelled')),
  due_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  CHECK ((channel_id IS NULL) <> (person_id IS NULL))
);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'waiting';
CREATE INDEX deliveries_by_channel ON deliveries (channel_id, created_at);
CREATE INDEX deliveries_by_person ON deliveries (person_id, created_at);
CREATE FUNCTION tell_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('deliveries', '');
  RETURN NULL;
END $$;
CREATE TRIGGER deliveries_tell AFTER INSERT OR UPDATE OF due_at ON deliveries
  FOR EACH STATEMENT EXECUTE FUNCTION tell_deliveries();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
