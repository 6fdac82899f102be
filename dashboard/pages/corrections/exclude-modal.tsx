import { Modal, Text } from '@mantine/core';
import { complain } from '../../parts/complain.tsx';
import { offerUndo } from '../../parts/offer-undo.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import {
  useAskExclusion,
  useExclude,
  useRemoveExclusion,
  useWithdrawAsked,
} from '../../queries/exclusions.ts';
import type { FollowUp } from './use-correction.tsx';

interface ExcludeProps {
  organization: { id: string; name: string };
  /** Whether the role may exclude, or only ask for it. */
  decides: boolean;
  close: () => void;
  followUp?: FollowUp;
}

/** Excludes an organization, or asks an owner or officer to. */
export function ExcludeModal({ opened, ...rest }: ExcludeProps & { opened: boolean }) {
  const { decides, organization, close } = rest;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={decides ? `Exclude ${organization.name}?` : `Ask to exclude ${organization.name}?`}
    >
      <ExcludeForm {...rest} />
    </Modal>
  );
}

const ASKED_EFFECT = {
  alert: 'An owner or a privacy officer decides. This window closes; until then, nothing else changes.',
  organization: 'An owner or a privacy officer decides. Until then, nothing changes.',
};

function ExcludeForm({ organization, decides, close, followUp }: ExcludeProps) {
  const exclude = useExclude();
  const ask = useAskExclusion();
  const remove = useRemoveExclusion();
  const withdraw = useWithdrawAsked();
  const { id, name } = organization;

  const excluded = async (reason: string): Promise<void> => {
    const body = { target: { organization: id }, exclusion: 'organization', reason } as const;
    const { items } = await exclude.mutateAsync(body);
    close();
    const made = items.find(({ target }) => target.kind === 'organization' && target.value === id);
    const undo = async (): Promise<void> => {
      if (made) await remove.mutateAsync(made.id);
      await followUp?.takenBack();
    };
    offerUndo({
      id: `exclusion-${id}`,
      text: `${name} is excluded. Its visits are at most counted.`,
      undo: () => void undo().catch(complain),
    });
    await followUp?.said().catch(complain);
  };

  const asked = async (reason: string): Promise<void> => {
    const all = await ask.mutateAsync({ organization: id, reason });
    close();
    // Where a colleague had asked before, that request stays theirs.
    const made = all.asked.find(({ organization, mine }) => mine && organization.id === id);
    const undo = async (): Promise<void> => {
      if (made) await withdraw.mutateAsync(made.id);
      await followUp?.takenBack();
    };
    const text = `An owner or privacy officer is asked whether ${name} is excluded.`;
    offerUndo({
      id: `exclusion-${id}`,
      text: followUp ? `${text} Its window is closed; Undo opens it again.` : text,
      undo: () => void undo().catch(complain),
    });
    await followUp?.said().catch(complain);
  };

  return (
    <ReasonForm
      action={decides ? 'Exclude' : 'Ask'}
      pending={exclude.isPending || ask.isPending}
      error={exclude.error ?? ask.error}
      // What went wrong is shown in the form.
      submit={(reason) => void (decides ? excluded(reason) : asked(reason)).catch(() => undefined)}
      cancel={close}
    >
      <Text>
        {decides
          ? 'Within seconds its visits are at most counted, without its name, and its windows are closed.'
          : ASKED_EFFECT[followUp ? 'alert' : 'organization']}
      </Text>
    </ReasonForm>
  );
}
