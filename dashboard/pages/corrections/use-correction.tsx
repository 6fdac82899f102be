import { Anchor, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from 'wouter';
import type { Correction, CorrectionRequest } from '../../../api/contract-corrections.ts';
import { ChangedToast } from '../../parts/changed-toast.tsx';
import { complain } from '../../parts/complain.tsx';
import { useCorrect, useUndoCorrection } from '../../queries/corrections.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { toldOf } from './correction-words.ts';

/** What follows from a decision where it was made, and from taking it back. */
export interface FollowUp {
  said: () => Promise<unknown>;
  takenBack: () => Promise<unknown>;
}

/**
 * Corrects a match, says what that does, and offers to take it back. By promises: the card or row that it began at may
 * be gone when the answer is here.
 */
export function useCorrection(organization: string, followUp?: FollowUp) {
  const correct = useCorrect();
  const undo = useUndoCorrection();
  const href = useSiteHref();

  const tell = (correction: Correction): void => {
    const id = `correction-${correction.id}`;
    notifications.show({
      id,
      color: 'glass',
      autoClose: 12_000,
      withBorder: true,
      closeButtonProps: { 'aria-label': 'Close message' },
      message: (
        <Stack gap={4} align="flex-start">
          <ChangedToast
            text={toldOf(correction)}
            undo={() => {
              notifications.hide(id);
              undo
                .mutateAsync(correction.id)
                .then(() => followUp?.takenBack())
                .catch(complain);
            }}
          />
          <Anchor
            component={Link}
            size="sm"
            href={href(`/organizations/${organization}`)}
            onClick={() => notifications.hide(id)}
          >
            What is already stored
          </Anchor>
        </Stack>
      ),
    });
  };

  return {
    isPending: correct.isPending,
    say: (verdict: CorrectionRequest['verdict']): Promise<void> =>
      correct.mutateAsync({ target: { organization }, verdict }).then(async (correction) => {
        tell(correction);
        await followUp?.said().catch(complain);
      }),
  };
}
