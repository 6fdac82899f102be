import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { FormProblem } from './problem.tsx';

interface ConfirmProps {
  opened: boolean;
  close: () => void;
  title: string;
  /** What will be lost. */
  children: ReactNode;
  /** The button's words: the deed, not "OK". */
  deed: string;
  /** To be typed before the deed, where much is lost. */
  typed?: string;
  run: () => Promise<unknown>;
}

/** Asks before something is lost. */
export function Confirm({ opened, close, ...rest }: ConfirmProps) {
  return (
    <Modal opened={opened} onClose={close} title={rest.title}>
      <Question close={close} {...rest} />
    </Modal>
  );
}

function Question({ close, children, deed, typed, run }: Omit<ConfirmProps, 'opened' | 'title'>) {
  const [text, setText] = useState('');
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const hint = useId();
  const ready = typed === undefined || text.trim() === typed;

  const confirm = async (): Promise<void> => {
    if (!ready) return;
    setRunning(true);
    setError(null);
    try {
      await run();
      close();
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error('Something went wrong.'));
    } finally {
      setRunning(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <Stack gap="md">
        <Text component="div">{children}</Text>
        {typed === undefined ? null : (
          <TextInput
            label={
              <>
                Type <strong>{typed}</strong> to go on
              </>
            }
            id={hint}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        <FormProblem error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button color="red.9" type="submit" loading={running} disabled={!ready}>
            {deed}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
