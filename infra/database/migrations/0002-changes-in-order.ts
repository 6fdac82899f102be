import { type Kysely, sql } from 'kysely';

/**
 * Every change of a window gets a number of its own, so that a reader who has heard of one number has heard of
 * all before it. A time can not do that: two changes share a millisecond, and clocks go backwards.
 */
const STATEMENTS = `
CREATE SEQUENCE window_changes;

ALTER TABLE windows ADD COLUMN change bigint;
UPDATE windows SET change = numbered.change
  FROM (
    SELECT ordered.id, nextval('window_changes') AS change
      FROM (SELECT id FROM windows ORDER BY updated_at, opened_at, id) AS ordered
  ) AS numbered
  WHERE numbered.id = windows.id;
ALTER TABLE windows ALTER COLUMN change SET NOT NULL;

DROP INDEX windows_by_change;
CREATE UNIQUE INDEX windows_by_change ON windows (change);

-- One change at a time, until it is committed: else a larger number could be seen before a smaller one.
CREATE FUNCTION number_window_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('window_changes'));
  NEW.change := nextval('window_changes');
  RETURN NEW;
END $$;
CREATE TRIGGER windows_number BEFORE INSERT OR UPDATE OF state, acknowledged_by, snoozed_until, expires_at
  ON windows FOR EACH ROW EXECUTE FUNCTION number_window_change();

DROP TRIGGER windows_tell ON windows;
CREATE TRIGGER windows_tell AFTER UPDATE OF state, acknowledged_by, snoozed_until, expires_at ON windows
  FOR EACH ROW EXECUTE FUNCTION tell_alerts();
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
