import { Button, Card, Chip, Group, Input, Select, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMemo } from 'react';
import { Section } from '../../parts/section.tsx';
import type { WishesForm } from './wishes-form.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** When one may be told at all. */
export function WorkingTimeFields({ form }: { form: UseFormReturnType<WishesForm> }) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { timeZone, hasQuiet } = form.values;
  const zones = useMemo(
    () =>
      [...new Set(['UTC', here, timeZone, ...Intl.supportedValuesOf('timeZone')])].filter(
        (zone) => zone !== '',
      ),
    [here, timeZone],
  );
  return (
    <Section title="When you work" lead="What comes at other times waits, and comes together when they end.">
      <Card>
        <Stack gap="md">
          <Group align="flex-end" gap="sm">
            <Select
              label="Time zone"
              data={zones}
              searchable
              limit={60}
              nothingFoundMessage="No such time zone"
              flex="1 1 240px"
              maw={360}
              allowDeselect={false}
              {...form.getInputProps('timeZone')}
            />
            {timeZone === here ? null : (
              <Button variant="default" onClick={() => form.setFieldValue('timeZone', here)}>
                Use {here}
              </Button>
            )}
          </Group>
          <Input.Wrapper label="Working days" labelElement="div" error={form.errors.workingDays}>
            <Chip.Group
              multiple
              value={form.values.workingDays}
              onChange={(days) => form.setFieldValue('workingDays', days)}
            >
              <Group gap="xs" mt={6} role="group" aria-label="Working days">
                {DAYS.map((day, index) => (
                  <Chip key={day} value={String(index + 1)}>
                    {day}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Input.Wrapper>
          <Switch label="Quiet hours" {...form.getInputProps('hasQuiet', { type: 'checkbox' })} />
          {hasQuiet ? (
            <Group gap="sm" align="flex-start">
              <TextInput type="time" label="From" w={140} {...form.getInputProps('quietFrom')} />
              <TextInput type="time" label="Until" w={140} {...form.getInputProps('quietTo')} />
            </Group>
          ) : null}
        </Stack>
      </Card>
    </Section>
  );
}
