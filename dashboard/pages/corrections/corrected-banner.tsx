import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import type { Correction } from '../../../api/contract-corrections.ts';
import { complain } from '../../parts/complain.tsx';
import { dateAndClock } from '../../parts/time.ts';
import { useCorrections, useUndoCorrection } from '../../queries/corrections.ts';
import { toldOf } from './correction-words.ts';
import { PastOffer } from './past-offer.tsx';

/** On an organization's page: what was decided about it and stands, by whom, and the way back. */
export function CorrectedBanner({ organizationId }: { organizationId: string }) {
  const corrections = useCorrections(organizationId);
  const standing = corrections.data?.pages.flatMap((page) => page.items).find((each) => !each.undone);
  return standing ? <Standing correction={standing} /> : null;
}

function Standing({ correction }: { correction: Correction }) {
  const undo = useUndoCorrection();
  const { id, by, at } = correction;
  return (
    <Alert variant="light" icon={<IconFlag />} title={toldOf(correction)} data-testid="corrected">
      <Stack gap="sm">
        <Text size="sm">
          {by} decided it on {dateAndClock(at)}.
        </Text>
        <PastOffer correctionId={id} />
        <Group gap="sm">
          <Button
            variant="default"
            size="xs"
            loading={undo.isPending}
            onClick={() => undo.mutateAsync(id).catch(complain)}
          >
            Take it back
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
