import { Button, Group, Text } from '@mantine/core';

export function ChangedToast({ text, undo }: { text: string; undo?: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text size="sm">{text}</Text>
      {undo ? (
        <Button variant="subtle" size="compact-sm" flex="none" onClick={undo}>
          Undo
        </Button>
      ) : null}
    </Group>
  );
}
