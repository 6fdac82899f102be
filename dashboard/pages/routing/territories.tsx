import { ActionIcon, Card, Select, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Colleague } from '../../../api/contract-accounts.ts';
import type { RoutingRules } from '../../../api/contract-routing.ts';
import { countryName, countryOptions } from '../../parts/words.ts';
import classes from './territories.module.css';

interface Props {
  territories: RoutingRules['territories'];
  people: readonly Colleague[];
  change: (territories: RoutingRules['territories']) => void;
}

/** A country has one person; a new one is whoever comes first, until somebody is chosen. */
export function Territories({ territories, people, change }: Props) {
  const countries = useMemo(countryOptions, []);
  const free = countries.filter(({ value }) => !territories.some(({ country }) => country === value));
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  const [first] = people;
  return (
    <Card>
      <Stack gap="sm">
        {territories.length === 0 ? <Text c="dimmed">No country is anybody’s territory.</Text> : null}
        {territories.map(({ country, person }) => (
          <div key={country} className={classes.row}>
            <Text className={classes.country}>{countryName(country)}</Text>
            <Select
              className={classes.person}
              aria-label={`Whose territory ${countryName(country)} is`}
              data={options}
              value={person}
              allowDeselect={false}
              onChange={(chosen) =>
                chosen !== null &&
                change(
                  territories.map((each) => (each.country === country ? { country, person: chosen } : each)),
                )
              }
            />
            <ActionIcon
              variant="subtle"
              color="red"
              size="lg"
              aria-label={`Remove ${countryName(country)}`}
              onClick={() => change(territories.filter((each) => each.country !== country))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </div>
        ))}
        <Select
          label="Add a country"
          placeholder="Choose a country"
          data={free}
          value={null}
          onChange={(country) =>
            country !== null && first && change([...territories, { country, person: first.id }])
          }
          searchable
          limit={60}
          nothingFoundMessage="No such country"
          maw={320}
        />
      </Stack>
    </Card>
  );
}
