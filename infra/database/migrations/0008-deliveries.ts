import { type Kysely, sql } from 'kysely';

/** Who sends what is due, how each try went, and who wants no mail. */
const STATEMENTS = `
-- Whoever sends a delivery holds it until then; no other is sent to the same target meanwhile.
ALTER TABLE deliveries ADD COLUMN leased_until timestamptz;
ALTER TABLE deliveries ADD COLUMN lease text;
CREATE INDEX deliveries_leased ON deliveries (leased_until) WHERE leased_until IS NOT NULL;

CREATE TABLE delivery_attempts (
  seq bigserial PRIMARY KEY,
  delivery_id text NOT NULL REFERENCES deliveries ON DELETE CASCADE,
  at timestamptz NOT NULL,
  -- 'delivered', or the code of what went wrong.
  code text NOT NULL,
  -- Of HTTP or SMTP; null where nobody answered.
  status integer,
  excerpt text NOT NULL DEFAULT '',
  took_ms integer NOT NULL
);
CREATE INDEX delivery_attempts_of ON delivery_attempts (delivery_id, seq);

CREATE TABLE mail_refusals (
  person_id text PRIMARY KEY REFERENCES "user" ON DELETE CASCADE,
  at timestamptz NOT NULL
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
