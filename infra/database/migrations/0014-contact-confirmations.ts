import { type Kysely, sql } from 'kysely';

/** Whoever asks to be contacted from another network confirms the e-mail address; the mail waits in the outbox. */
const STATEMENTS = `
-- Until it is confirmed, sales see nothing of a request.
ALTER TABLE contact_requests DROP CONSTRAINT contact_requests_state_check;
ALTER TABLE contact_requests ADD CONSTRAINT contact_requests_state_check
  CHECK (state IN ('unconfirmed', 'new', 'answered', 'removed'));
-- When the link in the mail was pressed; null where the network agreed, or nobody was asked.
ALTER TABLE contact_requests ADD COLUMN confirmed_at timestamptz;

-- A mail goes with its request.
ALTER TABLE deliveries ADD COLUMN contact_seq bigint REFERENCES contact_requests (seq) ON DELETE CASCADE;
CREATE INDEX deliveries_by_contact ON deliveries (contact_seq) WHERE contact_seq IS NOT NULL;
ALTER TABLE deliveries DROP CONSTRAINT deliveries_kind_check;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_kind_check CHECK (kind IN ('alert', 'digest', 'test', 'contact'));
ALTER TABLE deliveries DROP CONSTRAINT deliveries_check;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_one_target
  CHECK (num_nonnulls(channel_id, person_id, contact_seq) = 1 AND (kind = 'contact') = (contact_seq IS NOT NULL));
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
