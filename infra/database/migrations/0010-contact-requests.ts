import { type Kysely, sql } from 'kysely';

/** People who asked to be contacted, and how often their e-mail agreed with the match. */
const STATEMENTS = `
-- The id is made by the page for one submission, so that sending it again is the same request. Nothing here leads to a
-- visit: no address, no number of a browser, no page.
CREATE TABLE contact_requests (
  seq bigserial UNIQUE,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  -- Registrable domain of the e-mail.
  domain text NOT NULL,
  message text NOT NULL,
  -- The domain is that of the organization whose network the request came from.
  confirmed boolean NOT NULL,
  at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'answered', 'removed')),
  answered_by text,
  answered_at timestamptz,
  removed_by text,
  removed_at timestamptz,
  PRIMARY KEY (site_id, id),
  CHECK (state <> 'answered' OR answered_at IS NOT NULL),
  CHECK (state <> 'removed' OR removed_at IS NOT NULL)
);
CREATE INDEX contact_requests_by_state ON contact_requests (site_id, state, seq);
CREATE INDEX contact_requests_by_email ON contact_requests (site_id, lower(email));
CREATE INDEX contact_requests_by_time ON contact_requests (site_id, at);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
