import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import type { Site } from '../../../../api/contract.ts';
import type { PolicyProposal } from '../../../../api/contract-privacy.ts';
import { FormProblem } from '../../../parts/problem.tsx';
import { type ProposalDeed, useDecideProposal } from '../../../queries/policy.ts';

const WORDS: Readonly<Record<ProposalDeed, { title: string; text: string; deed: string; told: string }>> = {
  approve: {
    title: 'Approve the change?',
    text: 'It is in force within a second, with your name beside the author’s.',
    deed: 'Approve',
    told: 'The change is in force.',
  },
  decline: {
    title: 'Decline the change?',
    text: 'What is in force stays. The author can propose again.',
    deed: 'Decline',
    told: 'The proposal is declined.',
  },
  withdraw: {
    title: 'Withdraw your proposal?',
    text: 'What is in force stays.',
    deed: 'Withdraw',
    told: 'The proposal is withdrawn.',
  },
};

interface DecideModalProps {
  site: Site;
  proposal: PolicyProposal;
  /** Null while nothing is asked. */
  deed: ProposalDeed | null;
  close: () => void;
}

/** Asks once more, and for a word on why. */
export function DecideModal({ site, proposal, deed, close }: DecideModalProps) {
  return (
    <Modal opened={deed !== null} onClose={close} title={deed ? WORDS[deed].title : ''}>
      {deed ? <Decision site={site} proposal={proposal} deed={deed} close={close} /> : null}
    </Modal>
  );
}

function Decision({ site, proposal, deed, close }: DecideModalProps & { deed: ProposalDeed }) {
  const [reason, setReason] = useState('');
  const decide = useDecideProposal(site.id);
  const words = WORDS[deed];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    decide.mutate(
      { id: proposal.id, deed, reason: reason.trim() },
      {
        onSuccess: () => {
          close();
          notifications.show({ color: 'glass', withBorder: true, message: words.told });
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{words.text}</Text>
        <Textarea
          label="Reason"
          description="If you like; it is kept in the history."
          maxLength={1000}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <FormProblem error={decide.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={decide.isPending}
            {...(deed === 'decline' ? { color: 'red.9' } : {})}
          >
            {words.deed}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
