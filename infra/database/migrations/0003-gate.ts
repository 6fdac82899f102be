import { type Kysely, sql } from 'kysely';

/** What the gate stands on: who decided what, on which assessment, under which notice, and what visitors said. */
const STATEMENTS = `
-- Who else agreed, where a version widened what is collected. \`alone\`: the installation has one officer.
ALTER TABLE site_policies
  ADD COLUMN approved_by text,
  ADD COLUMN alone boolean NOT NULL DEFAULT false,
  ADD COLUMN restores integer;

-- A policy that widens waits here for a second officer. Once decided, a proposal is never changed.
CREATE TABLE policy_proposals (
  id serial PRIMARY KEY,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  -- The version it was drawn up against: when another came since, it can not be approved.
  base_version integer NOT NULL,
  policy jsonb NOT NULL,
  reason text NOT NULL,
  restores integer,
  author_id text NOT NULL,
  author text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'declined', 'withdrawn')),
  decided_by text,
  decided_at timestamptz,
  decision_reason text
);
CREATE INDEX policy_proposals_by_site ON policy_proposals (site_id, id);
CREATE UNIQUE INDEX policy_proposals_one_open ON policy_proposals (site_id) WHERE state = 'open';

CREATE TABLE assessments (
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  version integer NOT NULL,
  purposes jsonb NOT NULL,
  regimes jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('DRAFT', 'DPIA_PENDING', 'FAILED', 'APPROVED')),
  summary text NOT NULL,
  author_id text NOT NULL,
  author text NOT NULL,
  approver_id text,
  approver text,
  approved_at timestamptz,
  review_due timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site_id, version),
  CHECK ((state = 'APPROVED') = (approved_at IS NOT NULL AND review_due IS NOT NULL AND approver_id IS NOT NULL))
);

CREATE TABLE notices (
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  version integer NOT NULL,
  hash text NOT NULL,
  facts jsonb NOT NULL,
  policy_version integer NOT NULL,
  author text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site_id, version)
);

CREATE FUNCTION refuse_evidence_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of % is never changed; add the next version', TG_TABLE_NAME;
END $$;
CREATE TRIGGER assessments_append_only BEFORE UPDATE ON assessments
  FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();
CREATE TRIGGER notices_append_only BEFORE UPDATE ON notices
  FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();
CREATE FUNCTION refuse_decided_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a proposal that was decided is never changed';
END $$;
CREATE TRIGGER policy_proposals_decided_once BEFORE UPDATE ON policy_proposals
  FOR EACH ROW WHEN (OLD.state <> 'open') EXECUTE FUNCTION refuse_decided_change();

-- Records of consent, shaped after ISO/IEC TS 27560. Holds no address and no user agent.
CREATE TABLE consent_receipts (
  id text PRIMARY KEY,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  record jsonb NOT NULL,
  given_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  withdrawn_at timestamptz
);
CREATE INDEX consent_receipts_by_site ON consent_receipts (site_id, given_at);
CREATE INDEX consent_receipts_by_expiry ON consent_receipts (expires_at);
CREATE INDEX consent_receipts_withdrawn ON consent_receipts (withdrawn_at) WHERE withdrawn_at IS NOT NULL;

-- The suppression list of visitors: entries are keyed hashes, and nobody can be read from them.
CREATE TABLE suppressions (
  seq bigserial PRIMARY KEY,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  entry text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- A pseudonym of a day means nothing after its key is destroyed; null for what holds for good.
  expires_at timestamptz,
  UNIQUE (site_id, entry)
);
CREATE INDEX suppressions_by_time ON suppressions (created_at);
CREATE INDEX suppressions_by_expiry ON suppressions (expires_at) WHERE expires_at IS NOT NULL;

-- One row: the kill switch for all sites.
CREATE TABLE installation (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  killed boolean NOT NULL DEFAULT false,
  -- Who switched off can not switch on again, so the person counts and not the name.
  changed_by_id text,
  changed_by text,
  reason text,
  changed_at timestamptz
);
INSERT INTO installation DEFAULT VALUES;

-- Every time that switch was turned.
CREATE TABLE installation_changes (
  seq serial PRIMARY KEY,
  killed boolean NOT NULL,
  changed_by text NOT NULL,
  reason text NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE TRIGGER installation_changes_append_only BEFORE UPDATE OR DELETE ON installation_changes
  FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();

CREATE TRIGGER assessments_tell AFTER INSERT OR DELETE ON assessments
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();
CREATE TRIGGER notices_tell AFTER INSERT OR DELETE ON notices
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();
CREATE TRIGGER installation_tell AFTER UPDATE ON installation
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();

-- Objections and withdrawals reach every process by their own channel: they must not reload everything.
CREATE FUNCTION tell_visitors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('visitors', '');
  RETURN NULL;
END $$;
CREATE TRIGGER suppressions_tell AFTER INSERT ON suppressions
  FOR EACH STATEMENT EXECUTE FUNCTION tell_visitors();
CREATE TRIGGER consent_receipts_tell AFTER UPDATE ON consent_receipts
  FOR EACH STATEMENT EXECUTE FUNCTION tell_visitors();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
