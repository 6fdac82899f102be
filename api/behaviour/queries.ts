import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import type { CountedName } from '../../policy/behaviour.ts';
import type { Span } from '../span.ts';

/** More than anybody reads. */
const MOST = 100;

/** Views by page, whatever the gate made of them; the most viewed first. */
export async function viewsByPage(
  warehouse: Warehouse,
  span: Span,
): Promise<{ page: string; views: number }[]> {
  const rows = await warehouse.query<{ page: string; views: string }>(
    `SELECT page, sum(views) AS views FROM (
       SELECT page, sum(views) AS views FROM counts
         WHERE site = {site:UInt32} AND hour >= toDateTime({from:UInt32}) AND hour < toDateTime({to:UInt32})
         GROUP BY page
       UNION ALL
       SELECT page, count() AS views FROM events
         WHERE site = {site:UInt32} AND time >= toDateTime({from:UInt32}) AND time < toDateTime({to:UInt32})
         GROUP BY page)
     GROUP BY page ORDER BY views DESC, page LIMIT {most:UInt32}`,
    { ...span, most: MOST },
  );
  return rows.map(({ page, views }) => ({ page, views: Number(views) }));
}

/** How many views of some pages reached which marks. */
export async function marksByPage(
  warehouse: Warehouse,
  span: Span,
  pages: readonly string[],
): Promise<{ page: string; name: 'engaged' | 'scrolled'; mark: number; times: number }[]> {
  const rows = await warehouse.query<{
    page: string;
    name: 'engaged' | 'scrolled';
    mark: number;
    times: string;
  }>(
    `SELECT page, name, mark, sum(times) AS times FROM behaviour
     WHERE site = {site:UInt32} AND hour >= toDateTime({from:UInt32}) AND hour < toDateTime({to:UInt32})
       AND name IN ('engaged', 'scrolled') AND has({pages:Array(String)}, page)
     GROUP BY page, name, mark ORDER BY page, name, mark`,
    { ...span, pages: [...pages] },
  );
  return rows.map((row) => ({ ...row, times: Number(row.times) }));
}

/** What was counted of a name, by what it was about; of pages not found, by page. The most frequent first. */
export async function countedBy(
  warehouse: Warehouse,
  span: Span,
  name: CountedName,
  about: 'detail' | 'page',
): Promise<{ about: string; times: number }[]> {
  const rows = await warehouse.query<{ about: string; times: string }>(
    `SELECT if({by:String} = 'page', page, detail) AS about, sum(times) AS times FROM behaviour
     WHERE site = {site:UInt32} AND hour >= toDateTime({from:UInt32}) AND hour < toDateTime({to:UInt32})
       AND name = {name:String} AND property = ''
     GROUP BY about ORDER BY times DESC, about LIMIT {most:UInt32}`,
    { ...span, name, by: about, most: MOST },
  );
  return rows.map((row) => ({ about: row.about, times: Number(row.times) }));
}

/** Values that came with events of the site, each for itself. */
export async function propertiesOf(
  warehouse: Warehouse,
  span: Span,
): Promise<{ event: string; about: string; times: number }[]> {
  const rows = await warehouse.query<{ event: string; about: string; times: string }>(
    `SELECT detail AS event, property AS about, sum(times) AS times FROM behaviour
     WHERE site = {site:UInt32} AND hour >= toDateTime({from:UInt32}) AND hour < toDateTime({to:UInt32})
       AND name = 'event' AND property != ''
     GROUP BY event, about ORDER BY times DESC, about LIMIT 20 BY event`,
    { ...span },
  );
  return rows.map((row) => ({ ...row, times: Number(row.times) }));
}
