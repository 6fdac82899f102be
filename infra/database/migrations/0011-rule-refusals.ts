import { type Kysely, sql } from 'kysely';

/** Rules that were refused are kept with their author, and a rule can be removed for ever. */
const STATEMENTS = `
-- What somebody wanted to save and could not. The rule itself is not kept: it may hold what must not be kept.
CREATE TABLE rule_refusals (
  seq bigserial PRIMARY KEY,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  code text NOT NULL,
  field text NOT NULL,
  sentence text NOT NULL,
  author_id text NOT NULL,
  author text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX rule_refusals_by_site ON rule_refusals (site_id, seq);
CREATE TRIGGER rule_refusals_append_only BEFORE UPDATE ON rule_refusals
  FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();

-- The last version of a rule that nobody can switch on again. What it once said stays to be read.
ALTER TABLE rules
  ADD COLUMN removed boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT rules_removed_are_off CHECK (NOT (removed AND active));
CREATE TRIGGER rules_removed_for_ever BEFORE UPDATE OF removed ON rules
  FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
