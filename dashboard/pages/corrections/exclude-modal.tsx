import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { FormProblem } from '../../parts/problem.tsx';
import { tell } from '../../parts/tell.ts';
import { useAskExclusion, useExclude } from '../../queries/exclusions.ts';

interface ExcludeProps {
  organization: { id: string; name: string };
  /** Whether the role may exclude, or only ask for it. */
  decides: boolean;
  close: () => void;
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

function ExcludeForm({ organization, decides, close }: ExcludeProps) {
  const [reason, setReason] = useState('');
  const exclude = useExclude();
  const ask = useAskExclusion();
  const done = (message: string): void => {
    close();
    tell(message);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { id, name } = organization;
    const given = reason.trim();
    const told = decides
      ? `${name} is excluded. Its visits are at most counted.`
      : `An owner or privacy officer is asked whether ${name} is excluded.`;
    const sent = decides
      ? exclude.mutateAsync({ target: { organization: id }, exclusion: 'organization', reason: given })
      : ask.mutateAsync({ organization: id, reason: given });
    sent.then(
      () => done(told),
      () => undefined,
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>
          {decides
            ? 'Within seconds its visits are at most counted, without its name, and its windows are closed.'
            : 'An owner or a privacy officer decides. Until then, nothing changes.'}
        </Text>
        <Textarea
          label="Reason"
          required
          minLength={3}
          maxLength={1000}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <FormProblem error={exclude.error ?? ask.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={exclude.isPending || ask.isPending}
            disabled={reason.trim().length < 3}
          >
            {decides ? 'Exclude' : 'Ask'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
