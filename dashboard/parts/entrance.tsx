import { Box, Card, Center, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';

/** The frame of pages for people who are not signed in. */
export function Entrance({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  useDocumentTitle(`${title} · Clearpane`);
  return (
    <Center component="main" mih="100vh" p="md">
      <Box w="100%" maw={420}>
        <Group gap="sm" justify="center" mb="lg">
          <Logo size={34} />
          <Text fw={650} fz="xl" component="span">
            Clearpane
          </Text>
        </Group>
        <Card padding="lg">
          <Stack gap="md">
            <div>
              <Title order={1} fz={22}>
                {title}
              </Title>
              <Text c="dimmed" mt={4} component="div">
                {lead}
              </Text>
            </div>
            {children}
          </Stack>
        </Card>
      </Box>
    </Center>
  );
}
