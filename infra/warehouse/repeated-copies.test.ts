import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmbeddedWarehouse } from './embedded.ts';
import { moveOrganization } from './organization-moves.ts';

test('a copy within the warehouse is not taken for the insert before it', async () => {
  const path = await mkdtemp(join(tmpdir(), 'clearpane-warehouse-'));
  const warehouse = await openEmbeddedWarehouse({ path });
  const time = Math.floor(Date.now() / 1000);
  // The engine in the process keeps the token of the last insert, and the table knows it.
  await warehouse.insert(
    {
      table: 'events',
      columns: ['site', 'name', 'organization', 'time', 'id', 'level'],
      rows: [[1, 'page_view', '1', time, '7', 'ORG']],
    },
    'a batch',
  );
  await moveOrganization(warehouse, { id: 1, from: '1', to: '2' }, async () => undefined);
  expect(await warehouse.query('SELECT organization, id FROM events')).toEqual([
    { organization: '2', id: '7' },
  ]);
  await warehouse.close();
  await rm(path, { recursive: true });
});
