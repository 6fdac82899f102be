import { Button, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuilding } from '@tabler/icons-react';
import { useState } from 'react';
import type { Site } from '../../../api/contract.ts';
import { useClock } from '../../parts/clock.tsx';
import { CollectionOff } from '../../parts/collection-off.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { count } from '../../parts/time.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { type OrganizationFilters, useOrganizations } from '../../queries/organizations.ts';
import { Filters } from './filters.tsx';
import { OrganizationList } from './organization-list.tsx';

const NO_FILTERS: OrganizationFilters = { q: '', country: '', kind: '', days: 30 };

/** Organizations that were on the site, the last one first. */
export function OrganizationsPage({ site }: { site: Site }) {
  const [filters, setFilters] = useState(NO_FILTERS);
  const [q] = useDebouncedValue(filters.q.trim(), 250);
  const clock = useClock();
  const href = useSiteHref();
  const organizations = useOrganizations(site.id, { ...filters, q }, clock);
  const items = organizations.data?.pages.flatMap((page) => page.items) ?? [];
  const total = organizations.data?.pages[0]?.total ?? 0;
  const isFiltered = q !== '' || filters.country !== '' || filters.kind !== '';

  return (
    <Page
      title="Organizations"
      lead={`Organizations seen on ${site.name}, the last one first.`}
      actions={<TextLink href={href('/privacy/matches')}>Match quality</TextLink>}
    >
      <Filters filters={filters} change={(change) => setFilters({ ...filters, ...change })} />
      {organizations.isPending ? <Loading rows={6} height={56} /> : null}
      {organizations.isError ? <Problem error={organizations.error} retry={organizations.refetch} /> : null}
      {organizations.isSuccess && items.length === 0 ? (
        isFiltered ? (
          <Empty
            icon={IconBuilding}
            title="Nothing matches these filters"
            action={
              <Button
                variant="default"
                mt="sm"
                onClick={() => setFilters({ ...NO_FILTERS, days: filters.days })}
              >
                Clear filters
              </Button>
            }
          >
            Try a part of the name or domain, or a longer time.
          </Empty>
        ) : (
          <Empty icon={IconBuilding} title="No organization was named in this time">
            <CollectionOff siteId={site.id} />
            An organization appears here once somebody visits from its network and the site’s policy allows
            naming it. <TextLink href={href('/privacy')}>Privacy</TextLink> shows the policy, and what was
            counted without a name.
          </Empty>
        )
      ) : null}
      {items.length > 0 ? (
        <>
          <Text size="sm" c="dimmed" role="status">
            {count(total, 'organization')}
          </Text>
          <OrganizationList
            organizations={items}
            demo={site.demo}
            isStale={organizations.isPlaceholderData}
          />
        </>
      ) : null}
      {organizations.hasNextPage ? (
        <Button
          variant="default"
          onClick={() => void organizations.fetchNextPage()}
          loading={organizations.isFetchingNextPage}
        >
          Show more
        </Button>
      ) : null}
    </Page>
  );
}
