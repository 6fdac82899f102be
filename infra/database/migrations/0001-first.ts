import { type Kysely, sql } from 'kysely';

/** Sites, policies, rules, windows and alerts; then the tables of better-auth, as it declares them. */
const STATEMENTS = `
CREATE TABLE sites (
  id serial PRIMARY KEY,
  key text NOT NULL UNIQUE,
  name text NOT NULL,
  domains jsonb NOT NULL,
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE site_policies (
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  version integer NOT NULL,
  policy jsonb NOT NULL,
  author text NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site_id, version)
);

-- Policies are evidence: a version is never changed. They go with their site only.
CREATE FUNCTION refuse_policy_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a site policy is never changed; add the next version';
END $$;
CREATE TRIGGER site_policies_append_only BEFORE UPDATE ON site_policies
  FOR EACH ROW EXECUTE FUNCTION refuse_policy_change();

CREATE TABLE topics (
  id serial PRIMARY KEY,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  slug text NOT NULL,
  label text NOT NULL,
  paths jsonb NOT NULL,
  position integer NOT NULL DEFAULT 0,
  UNIQUE (site_id, slug)
);

CREATE TABLE rules (
  id text NOT NULL,
  version integer NOT NULL,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  title text NOT NULL,
  topic_id integer NOT NULL REFERENCES topics ON DELETE CASCADE,
  sessions integer NOT NULL CHECK (sessions >= 1),
  days integer NOT NULL CHECK (days BETWEEN 1 AND 30),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, version)
);

CREATE TABLE windows (
  id text PRIMARY KEY,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  organization_id text NOT NULL,
  rule_id text NOT NULL,
  rule_version integer NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'acknowledged', 'snoozed')),
  opened_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  acknowledged_by text,
  acknowledged_at timestamptz,
  snoozed_until timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX windows_by_rule ON windows (site_id, organization_id, rule_id, opened_at);
CREATE INDEX windows_by_change ON windows (updated_at);

CREATE TABLE alerts (
  seq bigserial PRIMARY KEY,
  id text NOT NULL UNIQUE,
  window_id text NOT NULL UNIQUE REFERENCES windows ON DELETE CASCADE,
  site_id integer NOT NULL REFERENCES sites ON DELETE CASCADE,
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX alerts_by_site ON alerts (site_id, seq);

CREATE FUNCTION tell_alerts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('alerts', NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER alerts_tell AFTER INSERT ON alerts FOR EACH ROW EXECUTE FUNCTION tell_alerts();
CREATE TRIGGER windows_tell AFTER UPDATE OF state, snoozed_until ON windows
  FOR EACH ROW EXECUTE FUNCTION tell_alerts();

-- One number that rises with every change of what ingest and alerts go by.
CREATE TABLE configuration (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version bigint NOT NULL
);
INSERT INTO configuration (version) VALUES (1);

CREATE FUNCTION tell_configuration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE configuration SET version = version + 1;
  PERFORM pg_notify('configuration', '');
  RETURN NULL;
END $$;
CREATE TRIGGER sites_tell AFTER INSERT OR UPDATE OR DELETE ON sites
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();
CREATE TRIGGER site_policies_tell AFTER INSERT OR DELETE ON site_policies
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();
CREATE TRIGGER topics_tell AFTER INSERT OR UPDATE OR DELETE ON topics
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();
CREATE TRIGGER rules_tell AFTER INSERT OR UPDATE OR DELETE ON rules
  FOR EACH STATEMENT EXECUTE FUNCTION tell_configuration();

CREATE TABLE setup_tokens (
  hash text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE "user" (
  "id" text PRIMARY KEY,
  "name" text NOT NULL,
  "email" text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL,
  "image" text,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "session" (
  "id" text PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  "token" text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" text NOT NULL REFERENCES "user" ON DELETE CASCADE,
  "activeOrganizationId" text
);
CREATE INDEX "session_userId_idx" ON "session" ("userId");

CREATE TABLE "account" (
  "id" text PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL REFERENCES "user" ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX "account_userId_idx" ON "account" ("userId");

CREATE TABLE "verification" (
  "id" text PRIMARY KEY,
  "identifier" text NOT NULL,
  "value" text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "verification_identifier_idx" ON "verification" ("identifier");

CREATE TABLE "organization" (
  "id" text PRIMARY KEY,
  "name" text NOT NULL,
  "slug" text NOT NULL UNIQUE,
  "logo" text,
  "createdAt" timestamptz NOT NULL,
  "metadata" text
);

CREATE TABLE "member" (
  "id" text PRIMARY KEY,
  "organizationId" text NOT NULL REFERENCES "organization" ON DELETE CASCADE,
  -- One role for each person: an officer who watches over sales is not in sales.
  "userId" text NOT NULL UNIQUE REFERENCES "user" ON DELETE CASCADE,
  "role" text NOT NULL CHECK ("role" IN ('owner', 'privacy_officer', 'sales')),
  "createdAt" timestamptz NOT NULL
);
CREATE INDEX "member_organizationId_idx" ON "member" ("organizationId");

CREATE TABLE "invitation" (
  "id" text PRIMARY KEY,
  "organizationId" text NOT NULL REFERENCES "organization" ON DELETE CASCADE,
  "email" text NOT NULL,
  "role" text,
  "status" text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "inviterId" text NOT NULL REFERENCES "user" ON DELETE CASCADE
);
CREATE INDEX "invitation_organizationId_idx" ON "invitation" ("organizationId");
CREATE INDEX "invitation_email_idx" ON "invitation" ("email");

CREATE TABLE "apikey" (
  "id" text PRIMARY KEY,
  "configId" text NOT NULL,
  "name" text,
  "start" text,
  -- The person who made the key; it dies with them.
  "referenceId" text NOT NULL REFERENCES "user" ON DELETE CASCADE,
  "prefix" text,
  "key" text NOT NULL,
  "refillInterval" integer,
  "refillAmount" integer,
  "lastRefillAt" timestamptz,
  "enabled" boolean,
  "rateLimitEnabled" boolean,
  "rateLimitTimeWindow" integer,
  "rateLimitMax" integer,
  "requestCount" integer,
  "remaining" integer,
  "lastRequest" timestamptz,
  "expiresAt" timestamptz,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL,
  "permissions" text,
  "metadata" text
);
CREATE INDEX "apikey_configId_idx" ON "apikey" ("configId");
CREATE INDEX "apikey_referenceId_idx" ON "apikey" ("referenceId");
CREATE INDEX "apikey_key_idx" ON "apikey" ("key");
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
