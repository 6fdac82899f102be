import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './filter-bar.module.css';

interface Props {
  /** What is searched for by name or domain. */
  q: string;
  search: (q: string) => void;
  /** Further filters, each a field. */
  children: ReactNode;
}

/** What narrows a list of organizations: one row on a desk, two columns on a phone. */
export function FilterBar({ q, search, children }: Props) {
  return (
    <search className={classes.filters}>
      <TextInput
        label="Search"
        type="search"
        placeholder="Name or domain"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={q}
        maxLength={100}
        onChange={(event) => search(event.currentTarget.value)}
      />
      {children}
    </search>
  );
}
