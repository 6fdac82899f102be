import { List, Text } from '@mantine/core';
import { count } from '../../parts/time.ts';
import { useTopicPreview } from '../../queries/topics.ts';

const MOST = 8;

/** Pages that were seen and would belong to the topic, and those that an earlier topic keeps. */
export function PagesTaken({
  siteId,
  topic,
  paths,
}: {
  siteId: number;
  topic: number | null;
  paths: readonly string[];
}) {
  const { data } = useTopicPreview(siteId, topic, paths);
  if (!data || paths.length === 0) return null;
  return (
    <div role="status">
      <Text size="sm">
        {data.total === 0
          ? 'No page that was seen in the last 30 days matches.'
          : `${count(data.total - data.taken, 'page')} of the last 30 days would belong to it.`}
        {data.taken > 0 ? ` ${count(data.taken, 'page')} stay with a topic further up.` : ''}
      </Text>
      <List size="sm" mt={4}>
        {data.pages.slice(0, MOST).map(({ page, views, takenBy }) => (
          <List.Item key={page} style={{ overflowWrap: 'anywhere' }}>
            {page}, {count(views, 'view')}
            {takenBy === null ? '' : `: stays with ${takenBy}`}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
