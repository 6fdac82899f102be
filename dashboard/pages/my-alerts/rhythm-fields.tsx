import {
  ActionIcon,
  Button,
  Card,
  Group,
  Input,
  NumberInput,
  Radio,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Section } from '../../parts/section.tsx';
import type { WishesForm } from './wishes-form.ts';

const MOST_TIMES = 6;

/** Each alert when it comes, or all at once; and how many at most. */
export function RhythmFields({ form }: { form: UseFormReturnType<WishesForm> }) {
  const { rhythm, hasBudget, digestTimes } = form.values;
  const needsTimes = rhythm === 'digest' || hasBudget;
  return (
    <Section title="How often">
      <Card>
        <Stack gap="md">
          <Radio.Group label="Rhythm" {...form.getInputProps('rhythm')}>
            <Stack gap="xs" mt={6}>
              <Radio value="instant" label="Each alert when it comes" />
              <Radio value="digest" label="All at once, in a digest" />
            </Stack>
          </Radio.Group>
          {rhythm === 'instant' ? (
            <Switch
              label="No more than so many a day"
              description="What is beyond waits for the digest."
              {...form.getInputProps('hasBudget', { type: 'checkbox' })}
            />
          ) : null}
          {rhythm === 'instant' && hasBudget ? (
            <NumberInput
              label="Alerts a day"
              min={1}
              max={1000}
              allowDecimal={false}
              w={140}
              {...form.getInputProps('dailyBudget')}
            />
          ) : null}
          {needsTimes ? (
            <Input.Wrapper label="Times of the digest" labelElement="div" error={form.errors.digestTimes}>
              <Group gap="sm" mt={6}>
                {digestTimes.map((time, index) => (
                  // Times have no names of their own; their place is what they are.
                  <Group key={index} gap={4} wrap="nowrap">
                    <TextInput
                      type="time"
                      aria-label={`Time ${index + 1} of the digest`}
                      w={130}
                      value={time}
                      onChange={(event) =>
                        form.setFieldValue(`digestTimes.${index}`, event.currentTarget.value)
                      }
                    />
                    {digestTimes.length > 1 ? (
                      <ActionIcon
                        variant="subtle"
                        size="lg"
                        aria-label={`Remove time ${index + 1}`}
                        onClick={() => form.removeListItem('digestTimes', index)}
                      >
                        <IconX size={16} />
                      </ActionIcon>
                    ) : null}
                  </Group>
                ))}
                {digestTimes.length < MOST_TIMES ? (
                  <Button
                    variant="default"
                    leftSection={<IconPlus size={16} aria-hidden="true" />}
                    onClick={() => form.insertListItem('digestTimes', '16:00')}
                  >
                    Another time
                  </Button>
                ) : null}
              </Group>
            </Input.Wrapper>
          ) : null}
        </Stack>
      </Card>
    </Section>
  );
}
