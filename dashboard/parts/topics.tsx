import { Badge, Group } from '@mantine/core';

/** Topics as chips. They have no order of importance. */
export function Topics({ topics }: { topics: readonly string[] }) {
  if (topics.length === 0) return null;
  return (
    <Group gap={6} component="ul" className="plain-list" aria-label="Topics">
      {topics.map((topic) => (
        <Badge key={topic} component="li">
          {topic}
        </Badge>
      ))}
    </Group>
  );
}
