import { Button, Card, Select } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import type { Me, Site } from '../../../api/contract.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useHeldBack } from '../../queries/held-back.ts';
import { HeldBackRow } from './held-back-row.tsx';
import { isReason, REASON_NAMES } from './held-back-words.ts';

const OPTIONS = Object.entries(REASON_NAMES).map(([value, label]) => ({ value, label }));

/** What nobody was told, or not at once: no silence without a reason. */
export function HeldBackPage({ site, me }: { site: Site; me: Me }) {
  const [parameters, setParameters] = useSearchParams();
  const wanted = parameters.get('reason');
  const reason = isReason(wanted) ? wanted : null;
  const found = useHeldBack(site.id, reason);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (value: string | null): void =>
    setParameters(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (value === null) next.delete('reason');
        else next.set('reason', value);
        return next;
      },
      { replace: true },
    );
  return (
    <Page
      title="Held back"
      lead={`What was not told, or not at once, each with its reason. Nothing here is lost: it stands under Windows.${me.role === 'owner' ? '' : ' What colleagues wish is not shown to you.'}`}
      demo={site.demo}
    >
      <Select
        label="Reason"
        placeholder="All reasons"
        data={OPTIONS}
        value={reason}
        onChange={choose}
        clearable
        clearButtonProps={{ 'aria-label': 'Show all reasons' }}
        maw={320}
      />
      {found.isPending ? <Loading rows={4} height={72} /> : null}
      {found.isError && !found.data ? <Problem error={found.error} retry={found.refetch} /> : null}
      {found.data && items.length === 0 ? (
        <Empty
          icon={IconHourglass}
          title={reason === null ? 'Nothing was held back' : 'Nothing for this reason'}
        >
          {reason === null
            ? 'Every window that opened was told at once. When an alert joins another, waits for somebody’s quiet hours or is muted, it is listed here with its reason.'
            : 'Choose another reason, or look at all of them.'}
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <Card p={0}>
          <ul className="plain-list" aria-label="Held back">
            {items.map((held) => (
              <HeldBackRow key={held.id} held={held} />
            ))}
          </ul>
        </Card>
      ) : null}
      {found.hasNextPage ? (
        <Button
          variant="default"
          onClick={() => void found.fetchNextPage()}
          loading={found.isFetchingNextPage}
        >
          Show older
        </Button>
      ) : null}
    </Page>
  );
}
