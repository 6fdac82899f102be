import { ActionIcon, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { placeName, placeOptions } from '../places.ts';
import type { PartProps } from './part-props.ts';

/** Places whose law lets statistics be made without consent, each with the words of that law. */
export function ExemptionsPart({ policy, edit }: PartProps) {
  // Chosen, but without a citation yet: no part of the draft, because it would mean nothing.
  const [begun, setBegun] = useState<string[]>([]);
  const places = [...new Set([...Object.keys(policy.exemptions), ...begun])];
  const cite = (place: string, citation: string): void => {
    const { [place]: _, ...others } = policy.exemptions;
    setBegun([...begun.filter((each) => each !== place), place]);
    edit({ ...policy, exemptions: citation === '' ? others : { ...policy.exemptions, [place]: citation } });
  };
  const remove = (place: string): void => {
    const { [place]: _, ...exemptions } = policy.exemptions;
    setBegun(begun.filter((each) => each !== place));
    edit({ ...policy, exemptions });
  };
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="70ch">
        The United Kingdom and France exempt statistics by statute or by their authority’s practice. Some
        other countries do too, and some, like Germany, do not. Where you rely on one, name the place and cite
        the provision; without a citation the basis “Statistics” does not work there.
      </Text>
      {places.map((place) => (
        <Group key={place} align="flex-end" gap="xs" wrap="nowrap">
          <Textarea
            label={`Provision in ${placeName(place)}`}
            placeholder="Article, paragraph, and where it says so"
            flex={1}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={1000}
            value={policy.exemptions[place] ?? ''}
            onChange={({ currentTarget: { value } }) => cite(place, value)}
          />
          <ActionIcon
            variant="subtle"
            color="red"
            size={36}
            aria-label={`Remove the exemption of ${placeName(place)}`}
            onClick={() => remove(place)}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Group>
      ))}
      <Select
        label="Declare an exemption"
        placeholder="Choose a place"
        data={placeOptions().filter(({ value }) => !places.includes(value))}
        value={null}
        searchable
        limit={60}
        maw={420}
        nothingFoundMessage="No place of that name"
        onChange={(place) => place !== null && setBegun([...begun, place])}
      />
    </Stack>
  );
}
