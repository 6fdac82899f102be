import { Button, Group, Text } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconAddressBook, IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Me } from '../../../api/contract.ts';
import type { Account } from '../../../api/contract-accounts.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { count } from '../../parts/time.ts';
import { type AccountFilters, useAccounts } from '../../queries/account-list.ts';
import { AccountFiltersBar } from './account-filters.tsx';
import { AccountList } from './account-list.tsx';
import { AccountModal } from './account-modal.tsx';
import { ImportModal } from './import-modal.tsx';

const NO_FILTERS: AccountFilters = { q: '', relation: '', owner: '', watched: false };

/** Companies that sales knows. */
export function AccountsPage({ me }: { me: Me }) {
  const [filters, setFilters] = useState(NO_FILTERS);
  const [q] = useDebouncedValue(filters.q.trim(), 250);
  const accounts = useAccounts({ ...filters, q });
  const [adding, { open: add, close: stopAdding }] = useDisclosure(false);
  const [importing, { open: bring, close: stopImporting }] = useDisclosure(false);
  const [edited, edit] = useState<Account | null>(null);
  const items = accounts.data?.pages.flatMap((page) => page.items) ?? [];
  const total = accounts.data?.pages[0]?.total ?? 0;
  const isFiltered = q !== '' || filters.relation !== '' || filters.owner !== '' || filters.watched;
  const isEmpty = accounts.isSuccess && items.length === 0;

  return (
    <Page
      title="Accounts"
      lead="Companies that sales knows, and whose they are. An alert about one goes to its owner."
      actions={
        <Group gap="sm">
          <Button
            component="a"
            href="/v1/accounts/export"
            download
            variant="default"
            leftSection={<IconDownload size={17} aria-hidden="true" />}
          >
            Export
          </Button>
          <Button variant="default" leftSection={<IconUpload size={17} aria-hidden="true" />} onClick={bring}>
            Import
          </Button>
          <Button leftSection={<IconPlus size={17} aria-hidden="true" />} onClick={add}>
            Add account
          </Button>
        </Group>
      }
    >
      {isEmpty && !isFiltered ? (
        <Empty icon={IconAddressBook} title="There is no account yet">
          Add the companies that you work with, or import them from a CSV file of your CRM. Alerts about them
          go to their owners, and rules can look at clients, prospects and watched companies only.
        </Empty>
      ) : (
        <AccountFiltersBar
          filters={filters}
          me={me}
          change={(change) => setFilters({ ...filters, ...change })}
        />
      )}
      {accounts.isPending ? <Loading rows={6} height={56} /> : null}
      {accounts.isError ? <Problem error={accounts.error} retry={accounts.refetch} /> : null}
      {isEmpty && isFiltered ? (
        <Empty
          icon={IconAddressBook}
          title="Nothing matches these filters"
          action={
            <Button variant="default" mt="sm" onClick={() => setFilters(NO_FILTERS)}>
              Clear filters
            </Button>
          }
        >
          Try a part of the name or domain.
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <>
          <Text size="sm" c="dimmed" role="status">
            {count(total, 'account')}
          </Text>
          <AccountList accounts={items} edit={edit} isStale={accounts.isPlaceholderData} />
        </>
      ) : null}
      {accounts.hasNextPage ? (
        <Button
          variant="default"
          onClick={() => void accounts.fetchNextPage()}
          loading={accounts.isFetchingNextPage}
        >
          Show more
        </Button>
      ) : null}
      <AccountModal opened={adding} close={stopAdding} account={null} />
      <AccountModal opened={edited !== null} close={() => edit(null)} account={edited} />
      <ImportModal opened={importing} close={stopImporting} />
    </Page>
  );
}
