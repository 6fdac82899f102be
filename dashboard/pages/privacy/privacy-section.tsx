import type { ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import type { Me, Site } from '../../../api/contract.ts';
import type { PolicyPage as PolicyPageData } from '../../../api/contract-privacy.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { usePolicy } from '../../queries/policy.ts';
import { ForbiddenPage } from '../elsewhere/forbidden-page.tsx';
import { NotFoundPage } from '../elsewhere/not-found-page.tsx';
import { AssessmentsPage } from './assessments/assessments-page.tsx';
import { DraftProvider } from './draft/draft-provider.tsx';
import { ExclusionsPage } from './exclusions/exclusions-page.tsx';
import { HistoryPage } from './history/history-page.tsx';
import { VersionPage } from './history/version-page.tsx';
import { IncidentsPage } from './incidents/incidents-page.tsx';
import { LevelsPage } from './levels/levels-page.tsx';
import { MatchesPage } from './matches/matches-page.tsx';
import { NoticePage } from './notice/notice-page.tsx';
import { ReadPolicyPage } from './plain/read-policy-page.tsx';
import { DraftBar } from './policy/draft-bar.tsx';
import { PolicyPage } from './policy/policy-page.tsx';
import { PRIVACY_PAGES, privacyTabAt } from './privacy-pages.ts';
import { PrivacyTabs } from './privacy-tabs.tsx';
import { RefusalsPage } from './refusals/refusals-page.tsx';
import { ReverseDnsPage } from './reverse-dns/reverse-dns-page.tsx';
import { ReviewPage } from './review/review-page.tsx';
import { SimulatorPage } from './simulator/simulator-page.tsx';

interface PrivacySectionProps {
  site: Site;
  me: Me;
}

/** Everything about what may be collected: tabs, and the page behind each. */
export function PrivacySection({ site, me }: PrivacySectionProps) {
  const policy = usePolicy(site.id);
  return (
    <div>
      <PrivacyTabs role={me.role} />
      {policy.data ? (
        <DraftProvider personId={me.id} siteId={site.id} page={policy.data}>
          <SubPages site={site} me={me} page={policy.data} />
        </DraftProvider>
      ) : (
        <Page title="Privacy">
          {policy.isError ? (
            <Problem error={policy.error} retry={policy.refetch} />
          ) : (
            <Loading rows={3} height={160} />
          )}
        </Page>
      )}
    </div>
  );
}

function SubPages({ site, me, page }: PrivacySectionProps & { page: PolicyPageData }) {
  const officer = me.role === 'privacy_officer';
  const sub = (path: string, shown: (number: number) => ReactNode) => (
    <Route path={path}>
      {({ number = '' }: { number?: string }) =>
        PRIVACY_PAGES.some((each) => each.path === privacyTabAt(path) && each.roles.includes(me.role)) ? (
          shown(Number(number))
        ) : (
          <ForbiddenPage />
        )
      }
    </Route>
  );
  const [path] = useLocation();
  return (
    <>
      <Switch>
        {sub('/privacy', () =>
          officer ? (
            <PolicyPage site={site} me={me} page={page} />
          ) : (
            <ReadPolicyPage site={site} me={me} page={page} />
          ),
        )}
        {sub('/privacy/review', () =>
          officer ? <ReviewPage site={site} page={page} /> : <Redirect to="/privacy" replace />,
        )}
        {sub('/privacy/notice', () => (
          <NoticePage site={site} me={me} />
        ))}
        {sub('/privacy/assessments', () => (
          <AssessmentsPage site={site} me={me} page={page} />
        ))}
        {sub('/privacy/simulator', () => (
          <SimulatorPage site={site} page={page} />
        ))}
        {sub('/privacy/refusals', () => (
          <RefusalsPage site={site} />
        ))}
        {sub('/privacy/exclusions', () => (
          <ExclusionsPage me={me} />
        ))}
        {sub('/privacy/matches', () => (
          <MatchesPage site={site} />
        ))}
        {sub('/privacy/reverse-dns', () => (
          <ReverseDnsPage />
        ))}
        {sub('/privacy/incidents', () => (
          <IncidentsPage />
        ))}
        {sub('/privacy/history', () => (
          <HistoryPage site={site} page={page} />
        ))}
        {sub('/privacy/history/:number', (number) => (
          <VersionPage key={number} site={site} me={me} page={page} number={number} />
        ))}
        {sub('/privacy/levels', () => (
          <LevelsPage site={site} />
        ))}
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
      {officer && path !== '/privacy/review' ? <DraftBar /> : null}
    </>
  );
}
