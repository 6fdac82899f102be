import { Button, Card, SimpleGrid, Text } from '@mantine/core';
import { Link } from 'wouter';
import { Section } from '../../parts/section.tsx';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useTemplates } from '../../queries/rules.ts';

/** The usual rules, to begin from. */
export function Templates({ siteId }: { siteId: number }) {
  const href = useSiteHref();
  const { data = [] } = useTemplates(siteId);
  if (data.length === 0) return null;
  return (
    <Section title="Start from a template" lead="Nothing is saved before you save it.">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {data.map(({ id, title, about, rule }) => (
          <Card key={id}>
            <Text fw={600}>{title}</Text>
            <Text size="sm" c="dimmed" mb="sm">
              {about}
            </Text>
            <Button
              component={Link}
              href={rule ? href('/rules/new', { template: id }) : href('/topics')}
              variant="default"
              mt="auto"
              w="fit-content"
              aria-label={rule ? `Use the template: ${title}` : `Make a topic for: ${title}`}
            >
              {rule ? 'Use it' : 'Make a topic'}
            </Button>
          </Card>
        ))}
      </SimpleGrid>
    </Section>
  );
}
