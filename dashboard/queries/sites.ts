import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Install, NewSite, Site } from '../../api/contract.ts';
import { request } from './client.ts';

const SITES = ['sites'] as const;

export function useSites() {
  return useQuery({
    queryKey: SITES,
    queryFn: ({ signal }) => request<Site[]>('/v1/sites', { signal }),
    staleTime: 30_000,
  });
}

export function useAddSite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSite) => request<Site>('/v1/sites', { method: 'POST', body }),
    onSuccess: (site) => {
      client.setQueryData<Site[]>(SITES, (sites = []) => [...sites, site]);
      return client.invalidateQueries({ queryKey: SITES });
    },
  });
}

export function useChangeSite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: NewSite }) =>
      request<Site>(`/v1/sites/${id}`, { method: 'PATCH', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: SITES }),
  });
}

export function useRemoveSite() {
  const forget = useForgetSites();
  return useMutation({
    mutationFn: (id: number) => request<void>(`/v1/sites/${id}`, { method: 'DELETE' }),
    onSuccess: (_, id) => forget((site) => site.id === id),
  });
}

export function useRemoveDemo() {
  const forget = useForgetSites();
  return useMutation({
    mutationFn: () => request<void>('/v1/demo', { method: 'DELETE' }),
    onSuccess: () => forget((site) => site.demo),
  });
}

/** Takes sites off the list at once, so that nobody asks again for anything of them; then asks for the list alone. */
function useForgetSites(): (gone: (site: Site) => boolean) => Promise<void> {
  const client = useQueryClient();
  return (gone) => {
    client.setQueryData<Site[]>(SITES, (sites = []) => sites.filter((site) => !gone(site)));
    return client.invalidateQueries({ queryKey: SITES, exact: true });
  };
}

/** Asked every two seconds, so that the page sees the first event arrive. */
export function useInstall(siteId: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'install'],
    queryFn: ({ signal }) => request<Install>(`/v1/sites/${siteId}/install`, { signal }),
    refetchInterval: 2_000,
  });
}
