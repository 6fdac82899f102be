import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmbeddedDatabase } from '../infra/database/embedded.ts';
import { AGENT } from './support/client.ts';
import { dataDirectory, type Product, startProduct } from './support/product.ts';
import { makeOpenSite } from './support/site.ts';

const idOf = (count: number): string => createHash('md5').update(String(count)).digest('hex');

/** Asks once. @returns whether it was acknowledged */
const ask = (product: Product, site: string, count: number): Promise<boolean> =>
  fetch(`${product.ingest}/v1/contact`, {
    method: 'POST',
    headers: {
      'content-type': 'text/plain',
      'user-agent': AGENT,
      // Each from an address of its own, of networks that belong to nobody.
      'x-forwarded-for': `203.0.113.${count}`,
    },
    body: JSON.stringify({
      site,
      id: idOf(count),
      name: `Person ${count}`,
      email: `p${count}@northwind.co.uk`,
    }),
  }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Names in a data directory that no process uses, in their order. */
async function keptIn(data: string): Promise<string[]> {
  const database = await openEmbeddedDatabase({ path: join(data, 'database') });
  const kept = await database.db.selectFrom('contact_requests').select('name').execute();
  await database.close();
  return kept.map(({ name }) => name).sort();
}

test('a request that was acknowledged is there after a kill, and once, though it is sent again', async () => {
  const data = await dataDirectory();
  const { key } = await makeOpenSite(data.path);
  let product = await startProduct(data.path);
  const acknowledged = new Set<number>();
  for (let count = 0; count < 150; count += 10) {
    const asked = Array.from({ length: 10 }, async (_, index) => {
      if (await ask(product, key, count + index)) acknowledged.add(count + index);
    });
    if (count === 100) await product.stop('SIGKILL');
    await Promise.all(asked);
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(100);
  const found = await keptIn(data.path);
  for (const count of acknowledged) expect(found).toContain(`Person ${count}`);

  product = await startProduct(data.path);
  // What pages do that have heard nothing.
  for (let count = 95; count < 150; count += 1) expect(await ask(product, key, count)).toBe(true);
  await product.stop();

  const names = await keptIn(data.path);
  await data.remove();
  expect(names).toEqual(Array.from({ length: 150 }, (_, count) => `Person ${count}`).sort());
}, 120_000);
