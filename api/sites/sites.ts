import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';
import type { Database } from '../../infra/database/database.ts';
import { insertSite } from '../../infra/database/insert-site.ts';
import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import { closedPolicy } from '../../policy/site-policy.ts';
import type { Site } from '../contract.ts';
import { ProblemError } from '../problem.ts';

interface SiteRow {
  id: number;
  key: string;
  name: string;
  domains: string[];
  demo: boolean;
  created_at: Date;
}

const MAXIMUM_ID = 2_147_483_647;

const COLUMNS = ['id', 'key', 'name', 'domains', 'demo', 'created_at'] as const;

const toSite = ({ id, key, name, domains, demo, created_at }: SiteRow): Site => ({
  id,
  key,
  name,
  domains,
  demo,
  createdAt: created_at.toISOString(),
});

export async function listSites({ db }: Database): Promise<Site[]> {
  return (await db.selectFrom('sites').select(COLUMNS).orderBy('id').execute()).map(toSite);
}

/** @throws ProblemError 404 */
export async function findSite({ db }: Database, id: number): Promise<Site> {
  // Beyond what the column holds there is no site, and asking would be an error.
  const row =
    id > MAXIMUM_ID
      ? undefined
      : await db.selectFrom('sites').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  if (!row) throw new ProblemError(404, 'site_not_found', 'There is no such site.');
  return toSite(row);
}

export interface SiteDetails {
  name: string;
  domains: string[];
}

/** A fresh site: its policy is closed, so nothing is collected before an officer decides. */
export async function createSite({ db }: Database, details: SiteDetails, author: string): Promise<Site> {
  const { name, domains } = readDetails(details);
  return db.transaction().execute(async (transaction) => {
    const id = await insertSite(
      transaction,
      {
        key: `cp_${randomBytes(12).toString('base64url').replaceAll(/[-_]/g, 'x')}`,
        name,
        domains,
        demo: false,
      },
      { policy: closedPolicy(), author, reason: 'A fresh site collects nothing.' },
    );
    const row = await transaction
      .selectFrom('sites')
      .select(COLUMNS)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return toSite(row);
  });
}

export async function changeSite(database: Database, id: number, details: SiteDetails): Promise<Site> {
  const { name, domains } = readDetails(details);
  await database.db
    .updateTable('sites')
    .set({ name, domains: JSON.stringify(domains) })
    .where('id', '=', id)
    .execute();
  return findSite(database, id);
}

/** Removes a site and everything that was collected for it. */
export async function removeSite(database: Database, warehouse: Warehouse, id: number): Promise<void> {
  await findSite(database, id);
  await database.db.deleteFrom('sites').where('id', '=', id).execute();
  await removeCollected(warehouse, [id]);
}

const COLLECTED = [
  'events',
  'counts',
  'organization_quarters',
  'refusals',
  'match_outcomes',
  'behaviour',
] as const;

async function removeCollected(warehouse: Warehouse, sites: readonly number[]): Promise<void> {
  for (const table of COLLECTED) {
    await warehouse.command(
      `ALTER TABLE ${table} DELETE WHERE has({sites:Array(UInt32)}, site) SETTINGS mutations_sync = 1`,
      { sites },
    );
  }
  await removeNamesOfNobody(warehouse);
}

/** Names that one statement removes, of as many organizations. */
const MAXIMUM_NAMES = 5000;

/**
 * Names are kept once for all sites. A name goes with the last visit; the writer writes visits before names, so one that was
 * written after it was looked for is younger than what is removed here.
 */
async function removeNamesOfNobody(warehouse: Warehouse): Promise<void> {
  for (const table of ['events', 'organization_quarters']) await warehouse.settled(table);
  const names = await warehouse.query<{ id: string; seen: number }>(
    `SELECT toString(t.id) AS id, toUnixTimestamp(max(t.seen)) AS seen FROM organizations AS t
     WHERE t.id NOT IN (SELECT organization FROM events) AND t.id NOT IN (SELECT organization FROM organization_quarters)
     GROUP BY t.id`,
  );
  for (let first = 0; first < names.length; first += MAXIMUM_NAMES) {
    const some = names.slice(first, first + MAXIMUM_NAMES);
    await warehouse.command(
      `ALTER TABLE organizations DELETE
       WHERE id IN (${some.map(({ id }) => id).join()}) AND seen <= fromUnixTimestamp({until:UInt32})
       SETTINGS mutations_sync = 1`,
      { until: Math.max(...some.map(({ seen }) => seen)) },
    );
  }
}

/**
 * Removes what was still on its way through the log when its site was removed. Counts of unknown sites
 * (site 0) stay.
 */
export async function sweepRemovedSites({ db }: Database, warehouse: Warehouse): Promise<void> {
  const found = await warehouse.query<{ site: number }>(
    COLLECTED.map((table) => `SELECT DISTINCT site FROM ${table}`).join(' UNION DISTINCT '),
  );
  // Asked second: a site that was made in between is not one that was removed.
  const known = (await db.selectFrom('sites').select('id').execute()).map((row) => row.id);
  const removed = found.map((row) => row.site).filter((site) => site !== 0 && !known.includes(site));
  if (removed.length > 0) await removeCollected(warehouse, removed);
}

function readDetails({ name, domains }: SiteDetails): SiteDetails {
  const errors: { field: string; message: string }[] = [];
  if (name.trim() === '') errors.push({ field: 'name', message: 'must not be empty' });
  const hosts = domains.map((domain, index) => {
    const host = hostOf(domain);
    if (host === '') errors.push({ field: `domains[${index}]`, message: `"${domain}" is not a domain` });
    return host;
  });
  if (errors.length > 0) {
    throw new ProblemError(400, 'invalid_fields', 'Some fields are wrong.', undefined, { errors });
  }
  return { name: name.trim(), domains: [...new Set(hosts)] };
}

/** People paste addresses; what counts is the host. '' when there is none. */
function hostOf(text: string): string {
  const trimmed = text.trim().toLowerCase();
  const address = trimmed.includes('://') ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return '';
  const host = domainToASCII(new URL(address).hostname);
  return /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host) && !host.includes('..') ? host : '';
}
