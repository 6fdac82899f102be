import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbeddedDatabase } from '../../infra/database/embedded.ts';
import { migrateDatabase } from '../../infra/database/migrate.ts';
import type { DemoNetwork } from '../../infra/demo/network.ts';
import { demoPolicy } from '../../policy/site-policy.ts';

export interface OpenSite {
  id: number;
  key: string;
}

/**
 * Makes a site that may name organizations and alert sales, in a data directory that no process uses: what a
 * privacy officer will do in the dashboard.
 */
export async function makeOpenSite(data: string): Promise<OpenSite> {
  const database = await openEmbeddedDatabase({ path: join(data, 'database') });
  try {
    await migrateDatabase(database);
    const { db } = database;
    const key = 'cp_test';
    const { id } = await db
      .insertInto('sites')
      .values({ key, name: 'Shop', domains: '["shop.example"]', demo: false })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('site_policies')
      .values({
        site_id: id,
        version: 1,
        policy: JSON.stringify(demoPolicy()),
        author: 'test',
        reason: 'test',
      })
      .execute();
    const topic = await db
      .insertInto('topics')
      .values({ site_id: id, slug: 'pricing', label: 'Pricing', paths: '["/pricing"]', position: 0 })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('rules')
      .values({
        id: 'r',
        version: 1,
        site_id: id,
        title: 'Prices',
        topic_id: topic.id,
        sessions: 2,
        days: 7,
        active: true,
      })
      .execute();
    return { id, key };
  } finally {
    await database.close();
  }
}

/** Real networks from the table that was built: of organizations that are named, and of providers. */
export async function realNetworks(): Promise<{ named: DemoNetwork[]; providers: DemoNetwork[] }> {
  const all = JSON.parse(await readFile('dist/organizations/samples.json', 'utf8')) as DemoNetwork[];
  return {
    named: all.filter((each) => each.kind === 'business' && !each.address.includes(':')),
    providers: all.filter((each) => each.kind === 'isp' && !each.address.includes(':')),
  };
}
