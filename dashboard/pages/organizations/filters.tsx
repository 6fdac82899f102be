import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { countryOptions, KIND_OPTIONS } from '../../parts/words.ts';
import type { OrganizationFilters } from '../../queries/organizations.ts';
import classes from './filters.module.css';

const RANGES = [
  { value: '1', label: 'Last 24 hours' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
];

interface FiltersProps {
  filters: OrganizationFilters;
  change: (change: Partial<OrganizationFilters>) => void;
}

export function Filters({ filters, change }: FiltersProps) {
  const countries = useMemo(countryOptions, []);
  return (
    <search className={classes.filters}>
      <TextInput
        className={classes.wide}
        label="Search"
        type="search"
        placeholder="Name or domain"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={filters.q}
        maxLength={100}
        onChange={(event) => change({ q: event.currentTarget.value })}
      />
      <Select
        label="Country"
        placeholder="All countries"
        data={countries}
        value={filters.country || null}
        onChange={(country) => change({ country: country ?? '' })}
        searchable
        clearable
        limit={60}
        nothingFoundMessage="No such country"
      />
      <Select
        label="Kind"
        placeholder="All kinds"
        data={KIND_OPTIONS}
        value={filters.kind || null}
        onChange={(kind) => change({ kind: kind ?? '' })}
        clearable
      />
      <Select
        className={classes.wide}
        label="Time"
        data={RANGES}
        value={String(filters.days)}
        onChange={(days) => change({ days: Number(days ?? filters.days) })}
        allowDeselect={false}
      />
    </search>
  );
}
