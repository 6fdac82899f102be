import { Stack, Text } from '@mantine/core';
import { IconBroadcast } from '@tabler/icons-react';
import type { Now, Site } from '../../../api/contract.ts';
import { CollectionOff } from '../../parts/collection-off.tsx';
import { Empty } from '../../parts/empty.tsx';
import { LiveMark } from '../../parts/live-mark.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { count } from '../../parts/time.ts';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useNow } from '../../queries/organizations.ts';
import { PresentOrganization } from './present-organization.tsx';

/** Organizations that are on the site at this moment. */
export function NowPage({ site }: { site: Site }) {
  const now = useNow(site.id);
  return (
    <Page
      title="Now"
      lead={`Organizations seen on ${site.name} in this quarter-hour or the one before.`}
      actions={<LiveMark live={!now.isError} waiting={now.isPending} />}
    >
      {now.isError && !now.data ? <Problem error={now.error} retry={now.refetch} /> : null}
      {now.isPending ? <Loading rows={4} height={92} /> : null}
      {now.data ? <Present now={now.data} site={site} /> : null}
    </Page>
  );
}

function Present({ now, site }: { now: Now; site: Site }) {
  const { organizations, views } = now;
  const href = useSiteHref();
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Latest views: {count(views.organization, 'page view')} from a named organization,{' '}
        {count(views.counted, 'page view')} counted without naming anybody.{' '}
        <TextLink href={href('/privacy/levels')}>What is the difference?</TextLink>
      </Text>
      {organizations.length === 0 ? (
        <Empty icon={IconBroadcast} title="No organization is on the site right now">
          <CollectionOff siteId={site.id} />
          This page renews itself. Earlier visits are under{' '}
          <TextLink href={href('/organizations')}>Organizations</TextLink>. Visits from home connections,
          mobile networks and anybody who objects are never named.
        </Empty>
      ) : (
        <Stack
          gap="sm"
          component="ul"
          className="plain-list"
          aria-label={`Organizations on ${site.name} now`}
        >
          {organizations.map((organization) => (
            <PresentOrganization key={organization.id} organization={organization} demo={site.demo} />
          ))}
        </Stack>
      )}
    </Stack>
  );
}
