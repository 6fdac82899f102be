import { Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { FormProblem } from '../../parts/problem.tsx';

interface NotRelevantProps {
  name: string;
  close: () => void;
  say: (note: string) => Promise<void>;
}

/** Not relevant, and why, if somebody wants to say it. Enter is enough. */
export function NotRelevantModal({ opened, ...rest }: NotRelevantProps & { opened: boolean }) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`${rest.name} is not relevant?`}>
      <NotRelevantForm {...rest} />
    </Modal>
  );
}

function NotRelevantForm({ close, say }: NotRelevantProps) {
  const [note, setNote] = useState('');
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setRunning(true);
    say(note.trim())
      .then(close, setError)
      .finally(() => setRunning(false));
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <Stack>
        <Text>The window closes, and counts as not worth it for its rule.</Text>
        <TextInput
          label="Why (optional)"
          description="About the organization or the rule, never about a person"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <FormProblem error={error} />
        <FormButtons cancel={close} busy={running}>
          Not relevant
        </FormButtons>
      </Stack>
    </form>
  );
}
