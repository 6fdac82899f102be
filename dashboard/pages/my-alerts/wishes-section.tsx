import { Button, Card, Group, MultiSelect, Stack, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { MyAlerts } from '../../../api/contract-my-alerts.ts';
import { FormProblem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { tell } from '../../parts/tell.ts';
import { useSaveMyAlerts } from '../../queries/my-alerts.ts';
import { RhythmFields } from './rhythm-fields.tsx';
import { formOf, problemsOf, wishesOf } from './wishes-form.ts';
import { WorkingTimeFields } from './working-time-fields.tsx';

export function WishesSection({ mine }: { mine: MyAlerts }) {
  const save = useSaveMyAlerts();
  const form = useForm({ initialValues: formOf(mine.wishes), validate: problemsOf });
  const submit = form.onSubmit((values) =>
    save.mutate(wishesOf(values), {
      onSuccess: ({ wishes }) => {
        form.setInitialValues(formOf(wishes));
        form.setValues(formOf(wishes));
        tell('Saved. It counts from the next alert on.');
      },
    }),
  );
  const known = new Set(mine.rules.map(({ id }) => id));
  const rules = [
    ...mine.rules.map(({ id, title, siteName }) => ({ value: id, label: `${title} (${siteName})` })),
    // A muted rule that is switched off stays muted, and can be taken off.
    ...form.values.mutedRules
      .filter((id) => !known.has(id))
      .map((id) => ({ value: id, label: 'A rule that is switched off' })),
  ];
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <WorkingTimeFields form={form} />
        <RhythmFields form={form} />
        <Section title="What and where">
          <Card>
            <Stack gap="md">
              <Switch
                label="E-mail"
                description="To the address you sign in with."
                {...form.getInputProps('email', { type: 'checkbox' })}
              />
              <MultiSelect
                label="Muted rules"
                description="You are not told of what they find. It stands under Windows and under Held back."
                placeholder={form.values.mutedRules.length === 0 ? 'None' : ''}
                data={rules}
                searchable
                nothingFoundMessage="No such rule"
                {...form.getInputProps('mutedRules')}
              />
            </Stack>
          </Card>
        </Section>
        <FormProblem error={save.error} />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
          <Button variant="default" onClick={form.reset} disabled={!form.isDirty()}>
            Undo changes
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
