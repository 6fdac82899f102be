import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import { DAY } from '../../policy/time.ts';
import { pathMatcher, topicMatcher } from '../../policy/topics.ts';
import type { Topic, TopicPreview, TopicSuggestion } from '../contract-rules.ts';

interface SeenPage {
  page: string;
  views: number;
}

/** Beyond these, pages are seen so rarely that no topic is made for them. */
const MOST_PAGES = 5_000;
const DAYS = 30;
const MOST_SHOWN = 100;
const MOST_SUGGESTED = 12;

/** Page templates of the last 30 days with their views, most seen first, named visits and counted ones together. */
export async function seenPages(warehouse: Warehouse, site: number, now: number): Promise<SeenPage[]> {
  const rows = await warehouse.query<{ page: string; views: string }>(
    `SELECT page, sum(views) AS views
     FROM (
       SELECT page, sum(views) AS views FROM counts
       WHERE site = {site:UInt32} AND hour >= fromUnixTimestamp({from:UInt32})
       GROUP BY page
       UNION ALL
       SELECT page, count() AS views FROM events
       WHERE site = {site:UInt32} AND name = 'page_view' AND time >= fromUnixTimestamp({from:UInt32})
       GROUP BY page
     )
     WHERE page != ''
     GROUP BY page
     ORDER BY views DESC, page
     LIMIT {most:UInt32}`,
    { site, from: Math.floor((now - DAYS * DAY) / 1000), most: MOST_PAGES },
  );
  return rows.map(({ page, views }) => ({ page, views: Number(views) }));
}

type Ordered = readonly Pick<Topic, 'id' | 'label' | 'kind' | 'paths'>[];

/** What patterns would take, and what topics that come before take from them. */
export function previewOf(
  pages: readonly SeenPage[],
  topics: Ordered,
  { topic, paths }: { topic: number | null; paths: readonly string[] },
): TopicPreview {
  const at = topics.findIndex(({ id }) => id === topic);
  const before = at === -1 ? topics : topics.slice(0, at);
  const takenBy = topicMatcher(before);
  const matches = pathMatcher(paths.filter((path) => path.trim() !== ''));
  const labels = new Map(topics.map(({ id, label }) => [id, label]));
  const found = pages
    .filter(({ page }) => matches(page))
    .map(({ page, views }) => ({ page, views, takenBy: labels.get(takenBy(page)) ?? null }));
  return {
    pages: found.slice(0, MOST_SHOWN),
    total: found.length,
    taken: found.filter((each) => each.takenBy !== null).length,
  };
}

/** First parts of paths that no topic names yet, those with the most views first. */
export function suggestionsFrom(pages: readonly SeenPage[], topics: Ordered): TopicSuggestion[] {
  const topicOf = topicMatcher(topics);
  const groups = new Map<string, { views: number; pages: SeenPage[] }>();
  for (const seen of pages) {
    const first = seen.page.split('/')[1] ?? '';
    if (first === '' || first === ':id' || topicOf(seen.page) !== 0) continue;
    const group = groups.get(first) ?? { views: 0, pages: [] };
    groups.set(first, group);
    group.views += seen.views;
    group.pages.push(seen);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.views - a.views)
    .slice(0, MOST_SUGGESTED)
    .map(([first, group]) => {
      // The most seen comes first, as pages do.
      const example = group.pages[0]?.page ?? '';
      const isAlone = group.pages.length === 1;
      return {
        label: labelOf(first),
        path: isAlone ? example : `/${first}/**`,
        example,
        pages: group.pages.length,
        views: group.views,
      };
    });
}

/** "case-studies" as people would write it: "Case studies". */
function labelOf(segment: string): string {
  const words = segment
    .replace(/\.[a-z]+$/, '')
    .replaceAll(/[-_]+/g, ' ')
    .trim()
    .slice(0, 60);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
