import { Button, Card, Text } from '@mantine/core';
import type { TopicSuggestion } from '../../../api/contract-rules.ts';
import rows from '../../parts/rows.module.css';
import { Section } from '../../parts/section.tsx';
import { count } from '../../parts/time.ts';
import { useSuggestions } from '../../queries/topics.ts';
import classes from './topics.module.css';

/** Parts of the site that people looked at and that no topic names. */
export function Suggestions({
  siteId,
  choose,
}: {
  siteId: number;
  choose: (suggestion: TopicSuggestion) => void;
}) {
  const { data = [] } = useSuggestions(siteId, true);
  if (data.length === 0) return null;
  return (
    <Section
      title="Seen, and in no topic"
      lead="Parts of the site with the most page views in the last 30 days."
    >
      <Card p={0}>
        <ul className="plain-list" aria-label="Suggestions">
          {data.map((each) => (
            <li key={each.path} className={rows.row}>
              <div className={rows.about}>
                <Text fw={600}>{each.label}</Text>
                <Text size="sm" className={classes.patterns}>
                  {each.path}
                </Text>
                <Text size="sm" c="dimmed">
                  {count(each.views, 'page view')} on {count(each.pages, 'page')}, as {each.example}
                </Text>
              </div>
              <Button
                variant="default"
                onClick={() => choose(each)}
                aria-label={`Make a topic of ${each.path}`}
              >
                Make a topic
              </Button>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
