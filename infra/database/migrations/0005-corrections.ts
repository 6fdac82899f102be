import { type Kysely, sql } from 'kysely';

/** What people decided about matches, what was done about the past, and who may ask DNS for names. */
const STATEMENTS = `
-- Corrections and exclusions. Nothing is changed or removed: taking back is a later row that names the one it undoes.
CREATE TABLE match_decisions (
  seq bigserial PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('not_them', 'is', 'isp', 'exclude', 'withdrawn')),
  target_kind text NOT NULL CHECK (target_kind IN ('network', 'organization', 'domain')),
  target text NOT NULL,
  -- As it was shown to whoever decided.
  target_name text NOT NULL,
  organization jsonb,
  exclusion text CHECK (exclusion IN ('own_staff', 'agency', 'bot_network', 'organization')),
  reason text NOT NULL DEFAULT '',
  undoes bigint UNIQUE REFERENCES match_decisions,
  decided_by_id text NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  CHECK ((kind = 'is') = (organization IS NOT NULL)),
  CHECK ((kind = 'exclude') = (exclusion IS NOT NULL)),
  CHECK ((kind = 'withdrawn') = (undoes IS NOT NULL))
);
CREATE INDEX match_decisions_by_target ON match_decisions (target_kind, target, seq);
CREATE FUNCTION refuse_decision_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was decided is never changed; add another decision';
END $$;
CREATE TRIGGER match_decisions_append_only BEFORE UPDATE OR DELETE ON match_decisions
  FOR EACH ROW EXECUTE FUNCTION refuse_decision_change();
CREATE TRIGGER match_decisions_tell AFTER INSERT ON match_decisions
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();

-- Windows that a decision closed, as they were, so that taking it back opens them again.
CREATE TABLE closed_windows (
  decision bigint NOT NULL REFERENCES match_decisions,
  window_id text NOT NULL REFERENCES windows ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  snoozed_until timestamptz,
  closed_at timestamptz NOT NULL,
  PRIMARY KEY (decision, window_id)
);

-- What is stored already, moved to another organization (0: to none). The id marks what was moved in the warehouse.
CREATE TABLE match_moves (
  id serial PRIMARY KEY,
  decision bigint NOT NULL REFERENCES match_decisions,
  from_organization text NOT NULL,
  to_organization text NOT NULL,
  state text NOT NULL DEFAULT 'moving' CHECK (state IN ('moving', 'moved', 'returning', 'returned')),
  months_done integer NOT NULL DEFAULT 0,
  months_total integer NOT NULL DEFAULT 0,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX match_moves_one_each ON match_moves (decision) WHERE state <> 'returned';
CREATE TRIGGER match_moves_tell AFTER INSERT OR UPDATE OF state ON match_moves
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();

-- Sales asks for an exclusion; an owner or officer decides.
CREATE TABLE exclusion_requests (
  id serial PRIMARY KEY,
  organization_id text NOT NULL,
  organization_name text NOT NULL,
  reason text NOT NULL,
  asked_by_id text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined')),
  decided_by text,
  decided_at timestamptz
);
CREATE UNIQUE INDEX exclusion_requests_one_open ON exclusion_requests (organization_id) WHERE state = 'open';

-- How often the domain of a business e-mail agreed with the match. Counts of a day, and nothing of the e-mail.
CREATE TABLE match_evidence (
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  day date NOT NULL,
  agreed boolean NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  PRIMARY KEY (site_id, day, agreed)
);

-- Whether DNS may be asked for names: the last row counts, and without one nobody is asked.
CREATE TABLE reverse_dns_changes (
  seq serial PRIMARY KEY,
  enabled boolean NOT NULL,
  changed_by_id text NOT NULL,
  changed_by text NOT NULL,
  reason text NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE TRIGGER reverse_dns_changes_append_only BEFORE UPDATE OR DELETE ON reverse_dns_changes
  FOR EACH ROW EXECUTE FUNCTION refuse_decision_change();
CREATE TRIGGER reverse_dns_changes_tell AFTER INSERT ON reverse_dns_changes
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
