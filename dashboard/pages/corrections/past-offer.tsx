import { Button, Group, Progress, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Past } from '../../../api/contract-corrections.ts';
import { complain } from '../../parts/complain.tsx';
import { count, date } from '../../parts/time.ts';
import { useApplyToPast, usePast, useRefreshMatches } from '../../queries/corrections.ts';

/** Offers a correction for what is already stored, and shows how far it is. */
export function PastOffer({ correctionId }: { correctionId: number }) {
  const past = usePast(correctionId);
  const apply = useApplyToPast();
  const refresh = useRefreshMatches();
  const state = past.data?.state;
  const before = useRef(state);
  useEffect(() => {
    // What the page shows of the organization has just changed.
    if (before.current === 'moving' && state === 'moved') refresh();
    before.current = state;
  });
  if (!past.data) return null;
  switch (past.data.state) {
    case 'none':
      return null;
    case 'offered':
      return (
        <Group gap="sm" data-testid="past-offer">
          <Text size="sm">{stored(past.data)} still under this name.</Text>
          <Button
            size="xs"
            loading={apply.isPending}
            onClick={() => apply.mutateAsync(correctionId).catch(complain)}
          >
            Also for what is already stored
          </Button>
        </Group>
      );
    case 'moving':
    case 'returning': {
      const { done, total } = past.data.progress;
      return (
        <div role="status" data-testid="past-offer">
          <Text size="sm" mb={6}>
            {past.data.state === 'moving' ? 'Correcting what is stored' : 'Bringing it back'}
            {total > 0 ? `: month ${Math.min(done + 1, total)} of ${total}` : ' …'}
          </Text>
          <Progress
            value={total === 0 ? 5 : (100 * done) / total}
            aria-label="Months that are done"
            animated
          />
        </div>
      );
    }
    case 'moved':
      return (
        <Text size="sm" data-testid="past-offer">
          {past.data.sessions === 0
            ? 'What was stored is corrected as well.'
            : `${stored(past.data)} corrected as well.`}
        </Text>
      );
  }
}

function stored({ sessions, since }: Past): string {
  const day = since === null ? '' : ` since ${date(since)}`;
  return `${count(sessions, 'session')}${day} ${sessions === 1 ? 'is' : 'are'}`;
}
