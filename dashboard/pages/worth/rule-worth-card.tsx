import { Alert, Badge, Box, Card, Group, Progress, SimpleGrid, Text, Title } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { RuleWorth } from '../../../api/contract-windows.ts';
import { count } from '../../parts/time.ts';
import { answerShares } from './answer-shares.ts';

/** One rule: how much was worth it, what people said, and what somebody might change. */
export function RuleWorthCard({ worth }: { worth: RuleWorth }) {
  const { rule, told, verdict, suggestion } = worth;
  return (
    <Card component="li" data-testid="rule-worth">
      <Group justify="space-between" align="flex-start" gap="xs">
        <Box flex="1 1 260px" miw={0}>
          <Group gap="xs">
            <Title order={2}>{rule.title}</Title>
            {rule.active ? null : <Badge variant="default">Switched off</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {rule.sentence}
          </Text>
        </Box>
        <Text size="sm">{told === 0 ? 'Told of nothing' : `Told of ${count(told, 'window')}`}</Text>
      </Group>
      {told === 0 ? null : (
        <>
          <Text mt="sm" fw={600}>
            {verdict}
          </Text>
          <Shares worth={worth} />
        </>
      )}
      {suggestion === null ? null : (
        <Alert variant="light" icon={<IconBulb />} title="What you might change" mt="md">
          <Text size="sm">{suggestion} Nothing changes by itself.</Text>
        </Alert>
      )}
    </Card>
  );
}

function Shares({ worth }: { worth: RuleWorth }) {
  return (
    <SimpleGrid
      component="ul"
      className="plain-list"
      cols={{ base: 1, sm: 2 }}
      spacing="lg"
      verticalSpacing="xs"
      mt="xs"
      aria-label="What people said"
    >
      {answerShares(worth).map(({ answer, label, color, count: number, percent }) => (
        <Box component="li" key={answer} data-testid={`answer-${answer}`}>
          <Group justify="space-between" gap="sm" wrap="nowrap">
            <Text size="sm">{label}</Text>
            <Text size="sm" flex="none">
              {number.toLocaleString('en-GB')} · {percent} %
            </Text>
          </Group>
          <Progress value={percent} color={color} aria-label={`${label}: ${percent} per cent`} mt={4} />
        </Box>
      ))}
    </SimpleGrid>
  );
}
