-- Users with the least rights, for a ClickHouse server whose database is `clearpane`. Put passwords in place of the
-- words in capitals, run it as an administrator, and give each role its own address, for example
-- CLEARPANE_CLICKHOUSE_URL=https://clearpane_writer:WRITER_PASSWORD@clickhouse:8443/clearpane
-- On a cluster, add ON CLUSTER to each statement, grant the same on the tables whose names end in `_local`, the writer
-- the engines Distributed and Replicated of each below, and all of them CLUSTER and REMOTE on *.*, and SELECT on system.replicas.
-- No query gets more memory or time than its user has, whatever it asks for.

CREATE DATABASE IF NOT EXISTS clearpane;

-- The writer keeps the schema up to date and takes the log in. Start it first; the others wait for nothing but to read.
CREATE USER IF NOT EXISTS clearpane_writer IDENTIFIED BY 'WRITER_PASSWORD'
  SETTINGS max_memory_usage = 4000000000 MAX 4000000000, max_execution_time = 60 MAX 60;
GRANT CREATE TABLE, DROP TABLE, ALTER TABLE, INSERT, SELECT ON clearpane.* TO clearpane_writer;
GRANT TABLE ENGINE ON MergeTree TO clearpane_writer;
GRANT TABLE ENGINE ON SummingMergeTree TO clearpane_writer;
GRANT TABLE ENGINE ON ReplacingMergeTree TO clearpane_writer;
GRANT SELECT ON system.databases TO clearpane_writer;

-- Ingest is what the public reaches. It looks whether the schema is there, and no further.
CREATE USER IF NOT EXISTS clearpane_ingest IDENTIFIED BY 'INGEST_PASSWORD'
  SETTINGS readonly = 2, max_memory_usage = 500000000 MAX 500000000, max_execution_time = 30 MAX 30;
GRANT SELECT ON clearpane.schema_migrations TO clearpane_ingest;
GRANT SELECT ON system.databases TO clearpane_ingest;

-- Alerts read roll-ups of organizations and the writer's place in the log. Visits are out of their reach.
CREATE USER IF NOT EXISTS clearpane_alerts IDENTIFIED BY 'ALERTS_PASSWORD'
  SETTINGS readonly = 2, max_memory_usage = 4000000000 MAX 4000000000, max_execution_time = 60 MAX 60;
GRANT SELECT ON clearpane.organization_quarters TO clearpane_alerts;
GRANT SELECT ON clearpane.log_batches TO clearpane_alerts;
GRANT SELECT ON clearpane.schema_migrations TO clearpane_alerts;
GRANT SELECT ON system.databases TO clearpane_alerts;

-- The API reads what the dashboard shows, removes what was collected for a site that is removed, and moves what a
-- correction says belongs to another organization.
CREATE USER IF NOT EXISTS clearpane_api IDENTIFIED BY 'API_PASSWORD'
  SETTINGS max_memory_usage = 2000000000 MAX 2000000000, max_execution_time = 30 MAX 30, max_concurrent_queries_for_user = 50;
GRANT SELECT ON clearpane.* TO clearpane_api;
GRANT INSERT ON clearpane.events TO clearpane_api;
GRANT INSERT ON clearpane.organization_quarters TO clearpane_api;
GRANT INSERT ON clearpane.organizations TO clearpane_api;
GRANT ALTER DELETE ON clearpane.* TO clearpane_api;
GRANT SELECT ON system.databases TO clearpane_api;
