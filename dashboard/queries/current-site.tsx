import { createContext, type ReactNode, useContext } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { Site } from '../../api/contract.ts';
import { withQuery } from './client.ts';

interface CurrentSite {
  sites: readonly Site[];
  /** Null when there is none at all. */
  site: Site | null;
}

const Context = createContext<CurrentSite>({ sites: [], site: null });

/**
 * The site that pages show: the one in the address (`?site=3`), so that links and tabs keep theirs, or a site
 * of one's own before the demo.
 */
export function CurrentSiteProvider({ sites, children }: { sites: readonly Site[]; children: ReactNode }) {
  const [parameters] = useSearchParams();
  return <Context value={{ sites, site: chosenSite(sites, parameters.get('site')) }}>{children}</Context>;
}

export function chosenSite(sites: readonly Site[], wanted: string | null): Site | null {
  return (
    sites.find((site) => String(site.id) === wanted) ?? sites.find((site) => !site.demo) ?? sites[0] ?? null
  );
}

export const useCurrentSite = (): CurrentSite => useContext(Context);

/** Address of a page that shows the current site. */
export function useSiteHref(): (path: string, query?: Record<string, string>) => string {
  const { site } = useCurrentSite();
  return (path, query = {}) => withQuery(path, { site: site?.id, ...query });
}

export function useGoToSite(): (path: string, siteId: number) => void {
  const [, navigate] = useLocation();
  return (path, siteId) => navigate(withQuery(path, { site: siteId }));
}
