import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Me, Site } from '../../../../api/contract.ts';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { pageAt } from '../../../frame/pages.ts';
import { Banner } from '../../../parts/banner.tsx';
import { TextLink } from '../../../parts/text-link.tsx';
import { dateAndClock } from '../../../parts/time.ts';
import { useSiteHref } from '../../../queries/current-site.tsx';
import { useKillSwitch } from '../../../queries/kill.ts';
import { usePolicy } from '../../../queries/policy.ts';
import { SwitchModal, type SwitchOrder } from '../switch/switch-modal.tsx';
import { PublishAgain } from './publish-again.tsx';
import { stopOf } from './stop-of.ts';

/** Loud on every page while nothing is collected although the policy would let it. */
export function CollectionBanner({ site, me }: { site: Site; me: Me }) {
  const policy = usePolicy(site.id);
  const [path] = useLocation();
  if (!policy.data) return null;
  return <Stop site={site} me={me} page={policy.data} aboutSite={pageAt(path)?.ofSite ?? false} />;
}

interface StopProps {
  site: Site;
  me: Me;
  page: PolicyPage;
  /** Whether the page behind shows this site. */
  aboutSite: boolean;
}

function Stop({ site, me, page, aboutSite }: StopProps) {
  const [order, setOrder] = useState<SwitchOrder | null>(null);
  const href = useSiteHref();
  const stop = stopOf(page);
  const keeper = me.role !== 'sales';
  const officer = me.role === 'privacy_officer';
  const { active, killedEverywhere } = page;
  const kill = useKillSwitch(stop === 'everywhere' && officer);
  // Whoever switched everything off does not switch it on again where there is somebody else to do it.
  const own = kill.data?.mine === true && page.officers === 'two';
  const switchOn = (everywhere: boolean) =>
    officer && !(everywhere && (own || !kill.data)) ? (
      <Button color="dark" size="xs" onClick={() => setOrder({ everywhere, killed: false })}>
        Switch on again
      </Button>
    ) : null;

  if (stop === null || (stop !== 'everywhere' && !aboutSite)) return null;
  return (
    <>
      {stop === 'everywhere' && killedEverywhere ? (
        <Banner
          label="Collection"
          title="Collection is switched off on all sites"
          action={switchOn(true)}
          loud
        >
          By {killedEverywhere.by}, {dateAndClock(killedEverywhere.at)}: {killedEverywhere.reason}
          {own ? ' · You switched it off, so another officer switches it on again.' : ''}
        </Banner>
      ) : null}
      {stop === 'site' ? (
        <Banner
          label="Collection"
          title={`Collection is switched off on ${site.name}`}
          action={switchOn(false)}
          loud
        >
          By {active.author}, {dateAndClock(active.createdAt)}: {active.reason}
        </Banner>
      ) : null}
      {stop === 'unreadable' ? (
        <Banner label="Collection" title={`Nothing is collected on ${site.name}: its policy can not be read`}>
          {keeper ? (
            <TextLink href={href('/privacy/history')}>Look at the history, and restore a version</TextLink>
          ) : (
            'A privacy officer has to look at it.'
          )}
        </Banner>
      ) : null}
      {stop === 'missing' || stop === 'stale' ? (
        <Banner
          label="Collection"
          title={`Nothing is collected on ${site.name}: ${
            stop === 'missing'
              ? 'no notice is published'
              : 'the published notice does not describe what the site does now'
          }`}
          action={officer ? <PublishAgain site={site} first={stop === 'missing'} /> : null}
        >
          {keeper ? (
            <TextLink href={href('/privacy/notice')}>Read what would be published</TextLink>
          ) : (
            'A privacy officer publishes it.'
          )}
        </Banner>
      ) : null}
      <SwitchModal site={site} order={order} close={() => setOrder(null)} />
    </>
  );
}
