import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { CorrectionRequest, KnownOrganization } from '../../../api/contract-corrections.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { notEmpty } from '../../parts/form-rules.ts';
import { FormProblem } from '../../parts/problem.tsx';
import { countryName, countryOptions } from '../../parts/words.ts';
import { useKnownOrganizations } from '../../queries/corrections.ts';

type Verdict = CorrectionRequest['verdict'];

interface ThisIsProps {
  /** As it is shown now. */
  name: string;
  close: () => void;
  say: (verdict: Verdict) => Promise<void>;
}

/** Who it is instead: somebody seen before, or somebody who is named now. */
export function ThisIsModal({ opened, ...rest }: ThisIsProps & { opened: boolean }) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Who is it, if not ${rest.name}?`}>
      <ThisIs {...rest} />
    </Modal>
  );
}

function ThisIs({ close, say }: ThisIsProps) {
  const [way, setWay] = useState('seen');
  const [error, setError] = useState<Error | null>(null);
  const [running, setRunning] = useState(false);
  const send = (verdict: Verdict): void => {
    setRunning(true);
    say(verdict)
      .then(close, setError)
      .finally(() => setRunning(false));
  };
  return (
    <Stack>
      <SegmentedControl
        aria-label="Where it is known from"
        data={[
          { value: 'seen', label: 'Seen here before' },
          { value: 'named', label: 'Somebody new' },
        ]}
        value={way}
        onChange={setWay}
      />
      {way === 'seen' ? (
        <SeenBefore close={close} send={send} running={running} error={error} />
      ) : (
        <SomebodyNew close={close} send={send} running={running} error={error} />
      )}
    </Stack>
  );
}

interface FormProps {
  close: () => void;
  send: (verdict: Verdict) => void;
  running: boolean;
  error: Error | null;
}

function SeenBefore({ close, send, running, error }: FormProps) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const known = useKnownOrganizations(asked);
  const found = asked === '' ? [] : (known.data ?? []);
  return (
    <Stack>
      <TextInput
        label="Search"
        type="search"
        placeholder="A part of its name or domain"
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      <Stack component="ul" className="plain-list" gap={4} aria-label="Organizations seen before">
        {found.map((each) => (
          <li key={each.id}>
            <Button
              variant="subtle"
              fullWidth
              justify="flex-start"
              h="auto"
              py={6}
              styles={{ label: { whiteSpace: 'normal', textAlign: 'left' } }}
              disabled={running}
              onClick={() => send({ kind: 'is', organization: { id: each.id } })}
            >
              {factsOf(each)}
            </Button>
          </li>
        ))}
      </Stack>
      {asked !== '' && known.isSuccess && found.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody of this name was seen here. “Somebody new” takes any name.
        </Text>
      ) : null}
      <FormProblem error={error ?? known.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}

const factsOf = ({ name, domain, country }: KnownOrganization): string =>
  [name, domain, countryName(country)].filter((each) => each !== '').join(' · ');

function SomebodyNew({ close, send, running, error }: FormProps) {
  const countries = useMemo(countryOptions, []);
  const form = useForm({
    initialValues: { name: '', domain: '', country: '' },
    validate: { name: notEmpty('a name') },
  });
  const submit = form.onSubmit(({ name, domain, country }) =>
    send({
      kind: 'is',
      organization: {
        name: name.trim(),
        ...(domain.trim() === '' ? {} : { domain: domain.trim().toLowerCase() }),
        ...(country === '' ? {} : { country }),
      },
    }),
  );
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <Stack>
        <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label="Domain"
          description="Its own one, if you know it"
          placeholder="example.org"
          maxLength={253}
          {...form.getInputProps('domain')}
        />
        <Select
          label="Country"
          data={countries}
          searchable
          clearable
          limit={60}
          value={form.values.country || null}
          onChange={(country) => form.setFieldValue('country', country ?? '')}
        />
        <FormProblem error={error} />
        <FormButtons cancel={close} busy={running}>
          Correct
        </FormButtons>
      </Stack>
    </form>
  );
}
