import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FormProblem } from './problem.tsx';

interface ReasonFormProps {
  /** What happens, above the field. */
  children: ReactNode;
  description?: string;
  /** What the button says. */
  action: string;
  /** Color of the button, where it is another than usual. */
  color?: string;
  pending: boolean;
  error: Error | null;
  /** @param reason without space around it */
  submit: (reason: string) => void;
  /** Left out where there is nothing to go back from. */
  cancel?: () => void;
}

/** Asks for a reason before something is done that is kept with it. */
export function ReasonForm(props: ReasonFormProps) {
  const { children, description, action, color, pending, error, submit, cancel } = props;
  const [reason, setReason] = useState('');
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit(reason.trim());
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        {children}
        <Textarea
          label="Reason"
          description={description}
          required
          minLength={3}
          maxLength={1000}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          {...(cancel ? { 'data-autofocus': true } : {})}
        />
        <FormProblem error={error} />
        <Group justify={cancel ? 'flex-end' : 'flex-start'} gap="sm">
          {cancel ? (
            <Button variant="default" onClick={cancel}>
              Cancel
            </Button>
          ) : null}
          <Button
            type="submit"
            loading={pending}
            disabled={reason.trim().length < 3}
            {...(color === undefined ? {} : { color })}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
