import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ChannelKind, MadeChannel } from '../../../api/contract-channels.ts';
import { CopyText } from '../../parts/copy-text.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { notEmpty } from '../../parts/form-rules.ts';
import { FormProblem } from '../../parts/problem.tsx';
import { tell } from '../../parts/tell.ts';
import { useAddChannel } from '../../queries/channels.ts';
import { ApiError } from '../../queries/client.ts';
import { useCurrentSite } from '../../queries/current-site.tsx';
import { ADDRESS_HINTS, KIND_NAMES } from './channel-words.ts';

const KINDS = Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label }));
const ALL_SITES = 'all';

export function NewChannelModal({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Add a channel" closeOnClickOutside={false}>
      <NewChannelForm close={close} />
    </Modal>
  );
}

function NewChannelForm({ close }: { close: () => void }) {
  const add = useAddChannel();
  const { sites } = useCurrentSite();
  const form = useForm<{ kind: ChannelKind; name: string; url: string; site: string }>({
    initialValues: { kind: 'slack', name: '', url: '', site: ALL_SITES },
    validate: { name: notEmpty('the channel a name'), url: notEmpty('the address') },
  });
  const submit = form.onSubmit(({ kind, name, url, site }) =>
    add.mutate(
      { kind, name: name.trim(), url: url.trim(), siteId: site === ALL_SITES ? null : Number(site) },
      {
        onSuccess: ({ channel, secret }) => {
          if (secret !== null) return;
          close();
          tell(`The channel ${channel.name} is added. Send a test to see that it works.`);
        },
        onError: (error) => {
          if (error instanceof ApiError) form.setErrors(error.fields);
        },
      },
    ),
  );
  if (add.data?.secret) return <Secret made={add.data} secret={add.data.secret} close={close} />;
  const options = [
    { value: ALL_SITES, label: 'All sites' },
    ...sites.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <Stack>
        <Select
          label="Kind"
          data={KINDS}
          allowDeselect={false}
          value={form.values.kind}
          onChange={(kind) => kind !== null && form.setFieldValue('kind', kind as ChannelKind)}
        />
        <TextInput
          label="Name"
          description="As your team calls it, for example #sales."
          maxLength={60}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Address"
          description={`${ADDRESS_HINTS[form.values.kind]} Whoever has it can write there, so it is not shown again.`}
          type="url"
          maxLength={2000}
          {...form.getInputProps('url')}
        />
        <Select
          label="Alerts of"
          data={options}
          allowDeselect={false}
          value={form.values.site}
          onChange={(site) => site !== null && form.setFieldValue('site', site)}
        />
        <FormProblem error={add.error} />
        <FormButtons cancel={close} busy={add.isPending}>
          Add channel
        </FormButtons>
      </Stack>
    </form>
  );
}

function Secret({ made, secret, close }: { made: MadeChannel; secret: string; close: () => void }) {
  return (
    <Stack>
      <Text>
        {made.channel.name} is added. Copy the secret now: it is shown this once. Your receiver checks the
        signature of each message with it.
      </Text>
      <CopyText text={secret} what="secret" />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
