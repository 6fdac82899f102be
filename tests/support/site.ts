import { readFile } from 'node:fs/promises';
import { insertGroundwork, insertSite, insertTopics } from '../../infra/database/insert-site.ts';
import { migrateDatabase } from '../../infra/database/migrate.ts';
import { type DemoNetwork, namesOrganization } from '../../infra/demo/network.ts';
import { demoPolicy } from '../../policy/demo-policy.ts';
import type { SitePolicy } from '../../policy/site-policy.ts';
import { openDatabaseOf } from './product.ts';

export interface OpenSite {
  id: number;
  key: string;
}

/**
 * Makes a site that may name organizations and alert sales, in a data directory that no process uses: what a
 * privacy officer will do in the dashboard.
 */
export async function makeOpenSite(
  data: string,
  { policy = demoPolicy(), domains = ['shop.example'] }: { policy?: SitePolicy; domains?: string[] } = {},
): Promise<OpenSite> {
  const database = await openDatabaseOf(data);
  try {
    await migrateDatabase(database);
    const { db } = database;
    const key = 'cp_test';
    const id = await insertSite(
      db,
      { key, name: 'Shop', domains, demo: false },
      { policy, author: 'test', reason: 'test' },
    );
    const topics = [
      {
        slug: 'pricing',
        label: 'Pricing',
        paths: ['/pricing'],
        rules: [{ id: 'r', title: 'Prices', sessions: 2, days: 7 as const }],
      },
    ];
    await insertTopics(db, id, topics);
    await insertGroundwork(db, id, { policy, topics, author: 'test', approver: 'other', now: Date.now() });
    return { id, key };
  } finally {
    await database.close();
  }
}

/** Real networks from the table that was built: of organizations that the demo's policy names, and of providers. */
export async function realNetworks(): Promise<{ named: DemoNetwork[]; providers: DemoNetwork[] }> {
  const all = JSON.parse(await readFile('dist/organizations/samples.json', 'utf8')) as DemoNetwork[];
  return {
    named: all.filter(
      (each) => each.kind === 'business' && namesOrganization(each) && !each.address.includes(':'),
    ),
    providers: all.filter((each) => each.kind === 'isp' && !each.address.includes(':')),
  };
}
