import { Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Site } from '../../../api/contract.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { notEmpty } from '../../parts/form-rules.ts';
import { useAddSite, useChangeSite } from '../../queries/sites.ts';
import { domainLines } from './domain-lines.ts';
import { SiteProblem } from './site-problem.tsx';

interface SiteModalProps {
  opened: boolean;
  close: () => void;
  /** The one to change; null to add one. */
  site: Site | null;
  done: (site: Site) => void;
}

export function SiteModal({ opened, close, site, done }: SiteModalProps) {
  return (
    <Modal opened={opened} onClose={close} title={site ? 'Edit site' : 'Add a site'}>
      <SiteForm close={close} site={site} done={done} />
    </Modal>
  );
}

function SiteForm({ close, site, done }: Omit<SiteModalProps, 'opened'>) {
  const add = useAddSite();
  const change = useChangeSite();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: site?.name ?? '', domains: site?.domains.join('\n') ?? '' },
    validate: { name: notEmpty('a name'), domains: notEmpty('at least one domain') },
  });
  const submit = form.onSubmit((values) => {
    const body = { name: values.name.trim(), domains: domainLines(values.domains) };
    if (site) change.mutate({ id: site.id, body }, { onSuccess: done });
    else add.mutate(body, { onSuccess: done });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="Name"
          description="For yourselves."
          maxLength={100}
          data-autofocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <Textarea
          label="Domains"
          description="One a line. Sub-domains count as well: example.com covers www.example.com."
          placeholder="example.com"
          autosize
          minRows={2}
          maxRows={8}
          key={form.key('domains')}
          {...form.getInputProps('domains')}
        />
        <SiteProblem error={add.error ?? change.error} />
        <FormButtons cancel={close} busy={add.isPending || change.isPending}>
          {site ? 'Save' : 'Add site'}
        </FormButtons>
      </Stack>
    </form>
  );
}
