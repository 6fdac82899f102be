-- Users with the least rights, for a ClickHouse server whose database is `clearpane`. Put passwords in place of the
-- words in capitals, run it as an administrator, and give each role its own address, for example
-- CLEARPANE_CLICKHOUSE_URL=https://clearpane_writer:WRITER_PASSWORD@clickhouse:8443/clearpane
-- On a cluster, add ON CLUSTER to each statement.

CREATE DATABASE IF NOT EXISTS clearpane;

-- The writer keeps the schema up to date and takes the log in. What it reads is its own place in the log.
CREATE USER IF NOT EXISTS clearpane_writer IDENTIFIED BY 'WRITER_PASSWORD'
  SETTINGS max_memory_usage = 4000000000, max_execution_time = 60;
GRANT CREATE TABLE, DROP TABLE, ALTER TABLE, INSERT, SELECT ON clearpane.* TO clearpane_writer;
GRANT SELECT ON system.databases TO clearpane_writer;

-- Alerts read roll-ups of organizations and the writer's place in the log. Visits are out of their reach.
CREATE USER IF NOT EXISTS clearpane_alerts IDENTIFIED BY 'ALERTS_PASSWORD'
  SETTINGS readonly = 2, max_memory_usage = 4000000000, max_execution_time = 60;
GRANT SELECT ON clearpane.organization_quarters TO clearpane_alerts;
GRANT SELECT ON clearpane.log_batches TO clearpane_alerts;
GRANT SELECT ON clearpane.schema_migrations TO clearpane_alerts;
GRANT SELECT ON system.databases TO clearpane_alerts;

-- The API reads everything that the dashboard shows, and removes what was collected for a site that is removed.
CREATE USER IF NOT EXISTS clearpane_api IDENTIFIED BY 'API_PASSWORD'
  SETTINGS max_memory_usage = 2000000000, max_execution_time = 30, max_concurrent_queries_for_user = 50;
GRANT SELECT ON clearpane.* TO clearpane_api;
GRANT ALTER DELETE ON clearpane.* TO clearpane_api;
GRANT SELECT ON system.databases TO clearpane_api;
