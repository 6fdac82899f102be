import { Button, Card, Text } from '@mantine/core';
import { IconTags } from '@tabler/icons-react';
import { useState } from 'react';
import type { Me, Site } from '../../../api/contract.ts';
import type { Topic, TopicBody } from '../../../api/contract-rules.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { moved } from '../../parts/moved.ts';
import { offerUndo } from '../../parts/offer-undo.tsx';
import { Page } from '../../parts/page.tsx';
import { FormProblem, Problem } from '../../parts/problem.tsx';
import { useOrderTopics, useTopics } from '../../queries/topics.ts';
import type { EditedTopic } from './edited-topic.ts';
import { Suggestions } from './suggestions.tsx';
import { TopicModal } from './topic-modal.tsx';
import { TopicRow } from './topic-row.tsx';

const FRESH: TopicBody = { label: '', kind: 'pages', paths: [], campaigns: [] };

/** Named groups of pages, and campaigns: what rules look at. */
export function TopicsPage({ site, me }: { site: Site; me: Me }) {
  const [edited, setEdited] = useState<EditedTopic | null>(null);
  const topics = useTopics(site.id);
  const order = useOrderTopics(site.id);
  const edits = me.role !== 'sales';
  const items = topics.data ?? [];
  const ids = items.map(({ id }) => id);
  const move = (topic: Topic, by: -1 | 1): void => {
    order.mutate(moved(ids, ids.indexOf(topic.id), by), {
      onSuccess: () =>
        offerUndo({ id: 'topic-order', text: `${topic.label} was moved.`, undo: () => order.mutate(ids) }),
    });
  };
  return (
    <Page
      title="Topics"
      lead="Groups of pages that rules look at. A page belongs to the first topic that matches, from the top."
      demo={site.demo}
      actions={
        edits ? <Button onClick={() => setEdited({ topic: null, body: FRESH })}>New topic</Button> : undefined
      }
    >
      {topics.isPending ? <Loading rows={3} height={72} /> : null}
      {topics.isError && !topics.data ? <Problem error={topics.error} retry={topics.refetch} /> : null}
      <FormProblem error={order.error} />
      {topics.data && items.length === 0 ? (
        <Empty icon={IconTags} title="No topic yet">
          <Text>
            {edits
              ? 'The pages about your prices are a good beginning. Below are parts of the site that people looked at.'
              : 'An owner or a privacy officer makes topics.'}
          </Text>
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <Card p={0}>
          <ol className="plain-list" aria-label="Topics in their order">
            {items.map((topic, index) => (
              <TopicRow
                key={topic.id}
                siteId={site.id}
                topic={topic}
                edits={edits}
                isFirst={index === 0}
                isLast={index === items.length - 1}
                move={(by) => move(topic, by)}
                edit={() => setEdited({ topic, body: topic })}
              />
            ))}
          </ol>
        </Card>
      ) : null}
      {edits ? (
        <Suggestions
          siteId={site.id}
          choose={({ label, path }) => setEdited({ topic: null, body: { ...FRESH, label, paths: [path] } })}
        />
      ) : null}
      <TopicModal siteId={site.id} edited={edited} close={() => setEdited(null)} />
    </Page>
  );
}
