import { Select, Switch } from '@mantine/core';
import type { Me } from '../../../api/contract.ts';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { type AccountFilters, useColleagues } from '../../queries/account-list.ts';
import classes from './accounts.module.css';
import { RELATION_OPTIONS } from './relation-words.ts';

interface Props {
  filters: AccountFilters;
  me: Me;
  change: (change: Partial<AccountFilters>) => void;
}

export function AccountFiltersBar({ filters, me, change }: Props) {
  const people = useColleagues().data ?? [];
  const owners = [
    { value: me.id, label: 'Mine' },
    { value: 'none', label: 'Nobody’s' },
    ...people.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <FilterBar q={filters.q} search={(q) => change({ q })}>
      <Select
        label="Relation"
        placeholder="All"
        data={[...RELATION_OPTIONS, { value: 'none', label: 'None' }]}
        value={filters.relation || null}
        onChange={(relation) => change({ relation: (relation ?? '') as AccountFilters['relation'] })}
        clearable
      />
      <Select
        label="Owner"
        placeholder="All"
        data={owners}
        value={filters.owner || null}
        onChange={(owner) => change({ owner: owner ?? '' })}
        clearable
      />
      <Switch
        className={classes.watched}
        label="Watched only"
        checked={filters.watched}
        onChange={(event) => change({ watched: event.currentTarget.checked })}
      />
    </FilterBar>
  );
}
