import { Modal, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo } from 'react';
import type { Account, Relation } from '../../../api/contract-accounts.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { FormProblem } from '../../parts/problem.tsx';
import { tell } from '../../parts/tell.ts';
import { countryOptions } from '../../parts/words.ts';
import { useAddAccount, useChangeAccount, useColleagues } from '../../queries/account-list.ts';
import { RELATION_OPTIONS } from './relation-words.ts';

interface Props {
  opened: boolean;
  close: () => void;
  /** The one that is changed; null for a new one. */
  account: Account | null;
}

export function AccountModal({ opened, close, account }: Props) {
  return (
    <Modal opened={opened} onClose={close} title={account ? `Change ${account.name}` : 'Add an account'}>
      <AccountForm key={account?.id} close={close} account={account} />
    </Modal>
  );
}

function AccountForm({ close, account }: Omit<Props, 'opened'>) {
  const add = useAddAccount();
  const change = useChangeAccount();
  const people = useColleagues().data ?? [];
  const countries = useMemo(countryOptions, []);
  const form = useForm({
    initialValues: {
      name: account?.name ?? '',
      domain: account?.domain ?? '',
      country: account?.country ?? '',
      relation: account?.relation ?? null,
      owner: account?.owner?.id ?? null,
      watched: account?.watched ?? false,
    },
    validate: {
      name: (name, { domain }) =>
        name.trim() === '' && domain.trim() === '' ? 'Please give a name or a domain.' : null,
    },
  });
  const submit = form.onSubmit(({ name, domain, ...rest }) => {
    const values = {
      ...rest,
      domain: domain.trim() || null,
      ...(name.trim() === '' ? {} : { name: name.trim() }),
    };
    const onSuccess = (saved: Account) => {
      close();
      tell(account ? `${saved.name} was changed.` : `${saved.name} is in the list.`);
    };
    if (account) change.mutate({ id: account.id, change: values }, { onSuccess });
    else add.mutate(values, { onSuccess });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label="Domain"
          description="The surest way to recognize a company. A web address will do."
          placeholder="example.com"
          maxLength={300}
          {...form.getInputProps('domain')}
        />
        <Select
          label="Country"
          placeholder="Any"
          description="Where only the name is known, it counts in this country only."
          data={countries}
          value={form.values.country || null}
          onChange={(country) => form.setFieldValue('country', country ?? '')}
          searchable
          clearable
          limit={60}
          nothingFoundMessage="No such country"
        />
        <Select
          label="Relation"
          placeholder="None"
          data={RELATION_OPTIONS}
          value={form.values.relation}
          onChange={(relation) => form.setFieldValue('relation', relation as Relation | null)}
          clearable
        />
        <Select
          label="Owner"
          placeholder="Nobody"
          description="Alerts about this company go to them."
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.values.owner}
          onChange={(owner) => form.setFieldValue('owner', owner)}
          searchable
          clearable
        />
        <Switch label="Watch" {...form.getInputProps('watched', { type: 'checkbox' })} />
        <FormProblem error={add.error ?? change.error} />
        <FormButtons cancel={close} busy={add.isPending || change.isPending}>
          {account ? 'Save' : 'Add account'}
        </FormButtons>
      </Stack>
    </form>
  );
}
