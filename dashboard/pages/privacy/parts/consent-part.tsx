import { Select, Stack, Text } from '@mantine/core';
import type { PolicyBody } from '../../../../api/contract-privacy.ts';
import { count } from '../../../parts/time.ts';
import type { PartProps } from './part-props.ts';

const upTo = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const FIELDS = [
  {
    name: 'lifeMonths',
    label: 'Consent holds for',
    description: 'At most 13 months. After that it counts as not given.',
    months: upTo(1, 13),
  },
  {
    name: 'askAgainMonths',
    label: 'After a refusal, nobody is asked again for',
    description: 'At least 6 months.',
    months: [...upTo(6, 24), 36, 48, 60],
  },
] as const;

/** How long an answer to the consent question counts. */
export function ConsentPart({ policy, edit }: PartProps) {
  const set = (part: Partial<PolicyBody['consent']>): void =>
    edit({ ...policy, consent: { ...policy.consent, ...part } });
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="70ch">
        Consent counts only with a receipt that Clearpane made. A withdrawal works on the next event.
      </Text>
      {FIELDS.map(({ name, label, description, months }) => (
        <Select
          key={name}
          label={label}
          description={description}
          data={[...new Set([...months, policy.consent[name]])].map((value) => ({
            value: String(value),
            label: count(value, 'month'),
          }))}
          value={String(policy.consent[name])}
          allowDeselect={false}
          maw={360}
          onChange={(value) => value !== null && set({ [name]: Number(value) })}
        />
      ))}
    </Stack>
  );
}
