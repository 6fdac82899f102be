import { Stack, Text } from '@mantine/core';
import { placeOptions } from '../places.ts';
import type { PartProps } from './part-props.ts';
import { PlaceSelect } from './place-select.tsx';

/** Where the controller is established: its own laws apply to every visit. */
export function EstablishmentsPart({ policy, edit }: PartProps) {
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="70ch">
        The law of each place where you are established applies to every visit, wherever the visitor is (GDPR
        Article 3(1)). The visitor’s own law applies as well, and what either of them forbids is forbidden.
        While none is named, all laws apply to everybody.
      </Text>
      <PlaceSelect
        label="Places"
        placeholder="Country, or US state or Canadian province"
        options={placeOptions()}
        values={policy.establishments}
        change={(establishments) => edit({ ...policy, establishments })}
      />
    </Stack>
  );
}
