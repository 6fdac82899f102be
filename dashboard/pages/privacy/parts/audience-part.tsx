import { Checkbox, Group, Stack, Text } from '@mantine/core';
import type { PolicyBody } from '../../../../api/contract-privacy.ts';
import { KIND_OPTIONS } from '../../../parts/words.ts';
import { lawCountryOptions } from '../places.ts';
import type { PartProps } from './part-props.ts';
import { PlaceSelect } from './place-select.tsx';

type Kind = PolicyBody['audience']['kinds'][number];

/** Which organizations may be named at all. */
export function AudiencePart({ policy, edit }: PartProps) {
  const set = (part: Partial<PolicyBody['audience']>): void =>
    edit({ ...policy, audience: { ...policy.audience, ...part } });
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="70ch">
        Whose visits you have an interest in. Organizations outside are counted and never named. An empty list
        admits all.
      </Text>
      <PlaceSelect
        label="Countries"
        placeholder="All countries"
        options={lawCountryOptions()}
        values={policy.audience.countries}
        change={(countries) => set({ countries })}
      />
      <Checkbox.Group
        label="Kinds of organization"
        description="None ticked means all kinds."
        value={[...policy.audience.kinds]}
        onChange={(kinds) => set({ kinds: kinds as Kind[] })}
      >
        <Group gap="md" mt="xs">
          {KIND_OPTIONS.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
    </Stack>
  );
}
