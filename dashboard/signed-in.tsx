import { Container } from '@mantine/core';
import { Redirect, Route, Switch } from 'wouter';
import type { Me, Site } from '../api/contract.ts';
import { BrowserTeller } from './frame/browser-teller.tsx';
import { Frame } from './frame/frame.tsx';
import { homeOf, PAGES } from './frame/pages.ts';
import { TroubleBanner } from './frame/trouble-banner.tsx';
import { AccountsPage } from './pages/accounts/accounts-page.tsx';
import { ChannelsPage } from './pages/channels/channels-page.tsx';
import { ForbiddenPage } from './pages/elsewhere/forbidden-page.tsx';
import { NoSitePage } from './pages/elsewhere/no-site-page.tsx';
import { NotFoundPage } from './pages/elsewhere/not-found-page.tsx';
import { HeldBackPage } from './pages/held-back/held-back-page.tsx';
import { InstallPage } from './pages/install/install-page.tsx';
import { MyAlertsPage } from './pages/my-alerts/my-alerts-page.tsx';
import { NowPage } from './pages/now/now-page.tsx';
import { OrganizationPage } from './pages/organization/organization-page.tsx';
import { OrganizationsPage } from './pages/organizations/organizations-page.tsx';
import { PageUsePage } from './pages/page-use/page-use-page.tsx';
import { PeoplePage } from './pages/people/people-page.tsx';
import { CollectionBanner } from './pages/privacy/banner/collection-banner.tsx';
import { PrivacySection } from './pages/privacy/privacy-section.tsx';
import { RequestsPage } from './pages/requests/requests-page.tsx';
import { RoutingPage } from './pages/routing/routing-page.tsx';
import { RuleEditorPage } from './pages/rules/rule-editor-page.tsx';
import { RulesPage } from './pages/rules/rules-page.tsx';
import { SitesPage } from './pages/sites/sites-page.tsx';
import { TopicsPage } from './pages/topics/topics-page.tsx';
import { WindowsPage } from './pages/windows/windows-page.tsx';
import { WorthPage } from './pages/worth/worth-page.tsx';
import { Loading } from './parts/loading.tsx';
import { Problem } from './parts/problem.tsx';
import { AlertStreamProvider } from './queries/alert-stream-provider.tsx';
import { CurrentSiteProvider, useCurrentSite } from './queries/current-site.tsx';
import { useSites } from './queries/sites.ts';

/** Everything behind the sign-in page. */
export function SignedIn({ me }: { me: Me }) {
  const sites = useSites();
  if (sites.isError) {
    return (
      <Container size="xs" pt="xl" component="main">
        <Problem error={sites.error} retry={sites.refetch} />
      </Container>
    );
  }
  return (
    <CurrentSiteProvider sites={sites.data ?? []}>
      <Listening me={me}>
        <Frame me={me} banner={<Banners me={me} />}>
          {sites.isPending ? <Loading /> : <Pages me={me} />}
        </Frame>
      </Listening>
    </CurrentSiteProvider>
  );
}

function Banners({ me }: { me: Me }) {
  const { site } = useCurrentSite();
  return (
    <>
      <TroubleBanner me={me} />
      {site ? <CollectionBanner site={site} me={me} /> : null}
    </>
  );
}

/** Alerts are for those who may see organizations. */
function Listening({ me, children }: { me: Me; children: React.ReactNode }) {
  const { site } = useCurrentSite();
  const listens = site !== null && me.role !== 'privacy_officer';
  return (
    <AlertStreamProvider siteId={listens ? site.id : null}>
      {listens ? <BrowserTeller /> : null}
      {children}
    </AlertStreamProvider>
  );
}

function Pages({ me }: { me: Me }) {
  const { site } = useCurrentSite();
  const ofSite = (path: string, page: (site: Site, id: string) => React.ReactNode) => (
    <Route path={path}>
      {({ id = '' }: { id?: string }) =>
        mayOpen(me, path) ? site ? page(site, id) : <NoSitePage role={me.role} /> : <ForbiddenPage />
      }
    </Route>
  );
  return (
    <Switch>
      <Route path="/">
        <Redirect to={homeOf(me.role)} replace />
      </Route>
      {ofSite('/now', (site) => (
        <NowPage key={site.id} site={site} />
      ))}
      {ofSite('/windows', (site) => (
        <WindowsPage key={site.id} site={site} />
      ))}
      {ofSite('/worth', (site) => (
        <WorthPage key={site.id} site={site} />
      ))}
      {ofSite('/held-back', (site) => (
        <HeldBackPage key={site.id} site={site} me={me} />
      ))}
      {ofSite('/organizations', (site) => (
        <OrganizationsPage key={site.id} site={site} />
      ))}
      {ofSite('/organizations/:id', (site, id) => (
        <OrganizationPage key={`${site.id} ${id}`} site={site} id={id} />
      ))}
      {ofSite('/requests', (site) => (
        <RequestsPage key={site.id} site={site} me={me} />
      ))}
      {ofSite('/privacy/*?', (site) => (
        <PrivacySection key={site.id} site={site} me={me} />
      ))}
      {ofSite('/pages', (site) => (
        <PageUsePage key={site.id} site={site} />
      ))}
      {ofSite('/rules', (site) => (
        <RulesPage key={site.id} site={site} me={me} />
      ))}
      {ofSite('/rules/:id', (site, id) => (
        <RuleEditorPage key={`${site.id} ${id}`} site={site} me={me} id={id} />
      ))}
      {ofSite('/topics', (site) => (
        <TopicsPage key={site.id} site={site} me={me} />
      ))}
      {ofSite('/install', (site) => (
        <InstallPage key={site.id} site={site} />
      ))}
      <Route path="/accounts">
        {mayOpen(me, '/accounts') ? <AccountsPage me={me} /> : <ForbiddenPage />}
      </Route>
      <Route path="/routing">{mayOpen(me, '/routing') ? <RoutingPage /> : <ForbiddenPage />}</Route>
      <Route path="/my-alerts">{mayOpen(me, '/my-alerts') ? <MyAlertsPage /> : <ForbiddenPage />}</Route>
      <Route path="/channels">
        {mayOpen(me, '/channels') ? <ChannelsPage me={me} /> : <ForbiddenPage />}
      </Route>
      <Route path="/sites">{mayOpen(me, '/sites') ? <SitesPage me={me} /> : <ForbiddenPage />}</Route>
      <Route path="/people">{mayOpen(me, '/people') ? <PeoplePage me={me} /> : <ForbiddenPage />}</Route>
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  );
}

/** What the server decides anyway; here so that nobody runs into its refusal. */
const mayOpen = (me: Me, path: string): boolean =>
  PAGES.some((page) => path.startsWith(page.path) && page.roles.includes(me.role));
