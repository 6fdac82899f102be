import { Select, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import type { Site } from '../../../api/contract.ts';
import type { Behaviour } from '../../../api/contract-behaviour.ts';
import { CollectionOff } from '../../parts/collection-off.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { useBehaviour } from '../../queries/behaviour.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { CountedList } from './counted-list.tsx';
import { PageTable } from './page-table.tsx';
import classes from './page-use.module.css';

const RANGES = [
  { value: '1', label: 'Last 24 hours' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
];

/** How pages are used, by everybody together. */
export function PageUsePage({ site }: { site: Site }) {
  const [days, setDays] = useState(7);
  const use = useBehaviour(site.id, days);
  return (
    <Page
      title="Pages"
      lead={`How pages of ${site.name} are used, by everybody together. Nobody is told apart, and no alert sees any of it.`}
      demo={site.demo}
      actions={
        <Select
          label="Time"
          data={RANGES}
          value={String(days)}
          onChange={(chosen) => setDays(Number(chosen ?? days))}
          allowDeselect={false}
        />
      }
    >
      {use.isPending ? <Loading rows={6} height={56} /> : null}
      {use.isError ? <Problem error={use.error} retry={use.refetch} /> : null}
      {use.isSuccess ? <Use site={site} use={use.data} /> : null}
    </Page>
  );
}

function Use({ site, use }: { site: Site; use: Behaviour }) {
  if (use.pages.length === 0) {
    return (
      <Empty icon={IconFileText} title="No view was counted in this time">
        <CollectionOff siteId={site.id} />
        Pages appear here once somebody visits and the site’s policy allows counting.
      </Empty>
    );
  }
  return (
    <>
      <PageTable pages={use.pages} counts={use.counts} />
      <WhatCounts counts={use.counts} />
      <div className={classes.lists}>
        <Lists use={use} />
      </div>
    </>
  );
}

/** What is not counted is not shown as if there were none of it. */
function Lists({ use }: { use: Behaviour }) {
  const counts = (kind: string, items: readonly unknown[]) => use.counts.includes(kind) || items.length > 0;
  return (
    <>
      {counts('outbound', use.outbound) ? (
        <CountedList title="Links that lead away" head="Host" items={use.outbound} />
      ) : null}
      {counts('download', use.downloads) ? (
        <CountedList title="Downloads" head="File" items={use.downloads} />
      ) : null}
      {counts('form', use.forms) ? (
        <CountedList title="Forms sent" head="Form" items={use.forms} nameless="A form without a name" />
      ) : null}
      {counts('not_found', use.notFound) ? (
        <CountedList title="Pages not found" head="Page" items={use.notFound} />
      ) : null}
      {counts('event', use.events) ? (
        <CountedList title="Events of your own" head="Event" items={use.events} />
      ) : null}
    </>
  );
}

const KINDS = 6;

function WhatCounts({ counts }: { counts: readonly string[] }) {
  const href = useSiteHref();
  if (counts.filter((kind) => kind !== 'event').length === KINDS) return null;
  return (
    <Text size="sm" c="dimmed" maw="70ch">
      {counts.length === 0
        ? 'The policy counts views and nothing else. '
        : 'The policy leaves some of it uncounted. '}
      Time, scrolling, links, downloads, forms and pages not found are switched on by a privacy officer under{' '}
      <TextLink href={href('/privacy', { part: 'behaviour' })} inherit>
        Policy
      </TextLink>
      .
    </Text>
  );
}
