import { Checkbox, Modal, Radio, SimpleGrid, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { Site } from '../../../../api/contract.ts';
import type { NewAssessment, PolicyPage } from '../../../../api/contract-privacy.ts';
import { FormButtons } from '../../../parts/form-buttons.tsx';
import { FormProblem } from '../../../parts/problem.tsx';
import { useRecordAssessment } from '../../../queries/assessments.ts';

interface NewAssessmentModalProps {
  site: Site;
  page: PolicyPage;
  opened: boolean;
  close: () => void;
}

export function NewAssessmentModal({ site, page, opened, close }: NewAssessmentModalProps) {
  return (
    <Modal opened={opened} onClose={close} title="Record an assessment" size="lg" closeOnClickOutside={false}>
      <NewAssessmentForm site={site} page={page} close={close} />
    </Modal>
  );
}

const STATES = [
  { value: 'DRAFT', label: 'Draft', description: 'For somebody else to approve.' },
  {
    value: 'DPIA_PENDING',
    label: 'Waits for a data protection impact assessment',
    description: 'Off until that is done and somebody approves.',
  },
  { value: 'FAILED', label: 'Failed', description: 'The interests of visitors prevail.' },
] as const;

function NewAssessmentForm({ site, page, close }: Omit<NewAssessmentModalProps, 'opened'>) {
  const record = useRecordAssessment(site.id);
  const form = useForm<NewAssessment>({
    initialValues: {
      ...onLegitimateInterest(page),
      state: 'DRAFT',
      summary: '',
    },
    validate: {
      purposes: (value) => (value.length === 0 ? 'Choose at least one purpose.' : null),
      regimes: (value) => (value.length === 0 ? 'Choose at least one region.' : null),
      summary: (value) =>
        value.trim().length < 10 ? 'Say what was weighed, in 10 characters or more.' : null,
    },
  });
  const submit = form.onSubmit((values) =>
    record.mutate(
      { ...values, summary: values.summary.trim() },
      {
        onSuccess: () => {
          close();
          notifications.show({ color: 'glass', withBorder: true, message: 'The assessment is recorded.' });
        },
      },
    ),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Checkbox.Group label="Purposes" {...form.getInputProps('purposes')}>
          <Stack gap="xs" mt="xs">
            {page.purposes.map(({ id, title }) => (
              <Checkbox key={id} value={id} label={title} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Checkbox.Group label="Regions" {...form.getInputProps('regimes')}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="xs">
            {page.regimes.map(({ id, title }) => (
              <Checkbox key={id} value={id} label={title} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Textarea
          label="Summary"
          description="The interest pursued, why nothing less intrusive serves it, what visitors may expect, what protects them, and where the full text lies."
          autosize
          minRows={5}
          maxRows={16}
          maxLength={8000}
          {...form.getInputProps('summary')}
        />
        <Radio.Group label="How it stands" {...form.getInputProps('state')}>
          <Stack gap="xs" mt="xs">
            {STATES.map((state) => (
              <Radio key={state.value} {...state} />
            ))}
          </Stack>
        </Radio.Group>
        <FormProblem error={record.error} />
        <FormButtons cancel={close} busy={record.isPending}>
          Record
        </FormButtons>
      </Stack>
    </form>
  );
}

/** Purposes and regions where the policy in force names legitimate interest: what an assessment is needed for. */
function onLegitimateInterest({ matrix }: PolicyPage): Pick<NewAssessment, 'purposes' | 'regimes'> {
  const cells = matrix.filter(({ basis }) => basis === 'LI');
  return {
    purposes: [...new Set(cells.map(({ purpose }) => purpose))],
    regimes: [...new Set(cells.map(({ regime }) => regime))],
  };
}
