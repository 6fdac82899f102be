import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { DemoBadge } from './demo-badge.tsx';

interface PageProps {
  title: ReactNode;
  /** Of the browser's tab, where the title is more than text. */
  tabTitle?: string;
  /** One sentence: what this page is for. */
  lead?: ReactNode;
  /** Opposite the title. */
  actions?: ReactNode;
  /** Whether all of it is about the demo site. */
  demo?: boolean;
  children: ReactNode;
}

/** A page of the dashboard: its one first-level heading, and what it holds. */
export function Page({ title, tabTitle, lead, actions, demo = false, children }: PageProps) {
  useDocumentTitle(`${tabTitle ?? String(title)} · Clearpane`);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="md">
        <Box flex="1 1 300px" miw={0}>
          <Group gap="sm">
            <Title order={1} tabIndex={-1} id="page-title">
              {title}
            </Title>
            {demo ? <DemoBadge /> : null}
          </Group>
          {lead ? (
            <Text c="dimmed" mt={4} maw="70ch">
              {lead}
            </Text>
          ) : null}
        </Box>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}
