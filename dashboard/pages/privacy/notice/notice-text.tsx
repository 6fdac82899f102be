import { Badge, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import type { NoticeSection } from '../../../../api/contract-privacy.ts';

interface NoticeTextProps {
  sections: readonly NoticeSection[];
  /** Titles of sections that are not published like this. */
  differs: readonly string[];
}

/** The notice as visitors would read it. */
export function NoticeText({ sections, differs }: NoticeTextProps) {
  const gone = differs.filter((title) => sections.every((section) => section.title !== title));
  return (
    <Card padding="lg">
      <Stack gap="lg" maw="72ch">
        {sections.map(({ title, paragraphs, items }) => (
          <section key={title}>
            <Group gap="xs" mb={4}>
              <Title order={3}>{title}</Title>
              {differs.includes(title) ? (
                <Badge color="orange" c="var(--mantine-color-text)">
                  Differs
                </Badge>
              ) : null}
            </Group>
            <Stack gap="xs">
              {paragraphs.map((paragraph) => (
                <Text key={paragraph}>{paragraph}</Text>
              ))}
              {items.length > 0 ? (
                <List spacing={4}>
                  {items.map((item) => (
                    <List.Item key={item}>{item}</List.Item>
                  ))}
                </List>
              ) : null}
            </Stack>
          </section>
        ))}
        {gone.length > 0 ? (
          <Text size="sm" c="dimmed">
            No longer in it: {gone.join(', ')}.
          </Text>
        ) : null}
      </Stack>
    </Card>
  );
}
