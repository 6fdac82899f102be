import { Button, Stack } from '@mantine/core';
import { IconPlus, IconWorldPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Me, Site } from '../../../api/contract.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useGoToSite } from '../../queries/current-site.tsx';
import { useSites } from '../../queries/sites.ts';
import { DemoNotice } from './demo-notice.tsx';
import { SiteCard } from './site-card.tsx';
import { SiteModal } from './site-modal.tsx';

/** All websites: add, change, remove. */
export function SitesPage({ me }: { me: Me }) {
  const sites = useSites();
  const goTo = useGoToSite();
  const [parameters, setParameters] = useSearchParams();
  const [edited, setEdited] = useState<Site | null>(null);
  const adding = parameters.has('add');
  const setAdding = (open: boolean): void => setParameters(open ? { add: '1' } : {}, { replace: true });
  const add = (
    <Button leftSection={<IconPlus size={17} aria-hidden="true" />} onClick={() => setAdding(true)}>
      Add a site
    </Button>
  );
  const own = sites.data?.filter((site) => !site.demo) ?? [];
  const demo = sites.data?.find((site) => site.demo);

  return (
    <Page
      title="Sites"
      lead="The websites of this Clearpane. Each has its own script tag, policy and rules."
      actions={add}
    >
      {sites.isPending ? <Loading rows={2} height={110} /> : null}
      {sites.isError && !sites.data ? <Problem error={sites.error} retry={sites.refetch} /> : null}
      {demo ? <DemoNotice site={demo} mayRemove={me.role === 'owner'} /> : null}
      {sites.data && own.length === 0 ? (
        <Empty icon={IconWorldPlus} title="Add your first website">
          You get a script tag for its pages. Nothing is collected until a privacy officer chooses a policy.
        </Empty>
      ) : null}
      <Stack component="ul" className="plain-list" gap="sm" aria-label="Sites">
        {own.map((site) => (
          <SiteCard key={site.id} site={site} mayRemove={me.role === 'owner'} edit={() => setEdited(site)} />
        ))}
      </Stack>
      <SiteModal
        opened={adding}
        close={() => setAdding(false)}
        site={null}
        done={(site) => goTo('/install', site.id)}
      />
      <SiteModal
        opened={edited !== null}
        close={() => setEdited(null)}
        site={edited}
        done={() => setEdited(null)}
      />
    </Page>
  );
}
