import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { countryOptions, KIND_OPTIONS } from '../../parts/words.ts';
import type { OrganizationFilters } from '../../queries/organizations.ts';

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
    <FilterBar q={filters.q} search={(q) => change({ q })}>
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
        label="Time"
        data={RANGES}
        value={String(filters.days)}
        onChange={(days) => change({ days: Number(days ?? filters.days) })}
        allowDeselect={false}
      />
    </FilterBar>
  );
}
