import { Card, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyProps {
  icon: Icon;
  title: string;
  /** Why there is nothing, and what to do next. */
  children: ReactNode;
  action?: ReactNode;
}

export function Empty({ icon: Picture, title, children, action }: EmptyProps) {
  return (
    <Card py="xl">
      <Stack align="center" gap="xs" ta="center">
        <ThemeIcon variant="light" size={44} radius="xl" aria-hidden="true">
          <Picture size={22} stroke={1.6} />
        </ThemeIcon>
        <Title order={2} mt="xs">
          {title}
        </Title>
        <Text c="dimmed" maw="52ch" component="div">
          {children}
        </Text>
        {action}
      </Stack>
    </Card>
  );
}
