import { Button, SegmentedControl, Stack } from '@mantine/core';
import { useSearchParams } from 'wouter';
import type { Me, Site } from '../../../api/contract.ts';
import type { ContactRequestState } from '../../../api/contract-contact.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useContactRequests } from '../../queries/contact-requests.ts';
import { EraseByEmail } from './erase-by-email.tsx';
import { NoRequests } from './no-requests.tsx';
import { RequestCard } from './request-card.tsx';

const STATES: readonly { value: ContactRequestState; label: string }[] = [
  { value: 'new', label: 'New' },
  { value: 'answered', label: 'Answered' },
  { value: 'removed', label: 'Removed' },
];

/** People who asked to be contacted. An officer sees none of them, and can erase what somebody sent. */
export function RequestsPage({ site, me }: { site: Site; me: Me }) {
  return (
    <Page
      title="Requests"
      lead="People who sent a contact form and want to hear from you. They wrote all of this themselves; nothing about their visits is added."
      demo={site.demo}
    >
      {me.role === 'privacy_officer' ? null : <RequestList site={site} me={me} />}
      {me.role === 'sales' ? null : <EraseByEmail siteId={site.id} />}
    </Page>
  );
}

function RequestList({ site, me }: { site: Site; me: Me }) {
  const [parameters, setParameters] = useSearchParams();
  const state = STATES.find(({ value }) => value === parameters.get('state'))?.value ?? 'new';
  const requests = useContactRequests(site.id, state);
  const pages = requests.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  return (
    <>
      <SegmentedControl
        className="scroll-safe"
        aria-label="Which requests"
        data={[...STATES]}
        value={state}
        onChange={(value) =>
          setParameters(
            (previous) => {
              const next = new URLSearchParams(previous);
              next.set('state', value);
              return next;
            },
            { replace: true },
          )
        }
      />
      {requests.isPending ? <Loading rows={3} height={150} /> : null}
      {requests.isError && !requests.data ? (
        <Problem error={requests.error} retry={requests.refetch} />
      ) : null}
      {requests.data && items.length === 0 ? (
        <NoRequests site={site} state={state} taken={pages[0]?.taken ?? false} />
      ) : null}
      {items.length > 0 ? (
        <Stack gap="md" component="ul" className="plain-list" aria-label="Requests">
          {items.map((request) => (
            <RequestCard key={request.id} siteId={site.id} me={me} request={request} />
          ))}
        </Stack>
      ) : null}
      {requests.hasNextPage ? (
        <Button
          variant="default"
          onClick={() => void requests.fetchNextPage()}
          loading={requests.isFetchingNextPage}
        >
          Show older
        </Button>
      ) : null}
    </>
  );
}
