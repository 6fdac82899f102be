import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconTemperature } from '@tabler/icons-react';
import type { Site } from '../../../api/contract.ts';
import type { Window } from '../../../api/contract-windows.ts';
import { useTime } from '../../parts/clock.tsx';
import { DemoBadge } from '../../parts/demo-badge.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { moment } from '../../parts/time.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useWarming } from '../../queries/windows.ts';

/** Who fulfils a part of a rule: no counts, nothing to do, and nobody is told of it. */
export function WarmingList({ site }: { site: Site }) {
  const warming = useWarming(site.id);
  const items = warming.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="md">
      <Text c="dimmed" maw="70ch">
        A part of a rule is fulfilled and a part is still missing, so nobody is told; how much was seen is not
        shown.
      </Text>
      {warming.isPending ? <Loading rows={3} height={90} /> : null}
      {warming.isError && !warming.data ? <Problem error={warming.error} retry={warming.refetch} /> : null}
      {warming.data && items.length === 0 ? (
        <Empty icon={IconTemperature} title="Nothing is warming up">
          An organization is listed here while it is on the way to fulfilling a rule.
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <Stack gap="sm" component="ul" className="plain-list" aria-label="Warming up">
          {items.map((window) => (
            <WarmingCard key={window.id} window={window} />
          ))}
        </Stack>
      ) : null}
      {warming.hasNextPage ? (
        <Button
          variant="default"
          onClick={() => void warming.fetchNextPage()}
          loading={warming.isFetchingNextPage}
        >
          Show older
        </Button>
      ) : null}
    </Stack>
  );
}

function WarmingCard({ window: { org, rule, since, demo } }: { window: Window }) {
  const href = useSiteHref();
  const time = useTime();
  return (
    <Card component="li" data-testid="warming-card">
      <Group gap="xs">
        <Title order={2}>
          <TextLink href={href(`/organizations/${org.id}`)} c="inherit" inherit>
            {org.name}
          </TextLink>
        </Title>
        {demo ? <DemoBadge /> : null}
      </Group>
      <Text mt={4}>
        On the way to <strong>{rule.title}</strong>: {rule.sentence}.
      </Text>
      <Text size="sm" c="dimmed" mt={4}>
        Since {moment(since, time)}
      </Text>
    </Card>
  );
}
