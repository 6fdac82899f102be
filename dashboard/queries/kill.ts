import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { KillRequest, KillSwitch, PolicyPage } from '../../api/contract-privacy.ts';
import { request } from './client.ts';

/** The switch for all sites. Asked for only while it is off. */
export function useKillSwitch(enabled: boolean) {
  return useQuery({
    queryKey: ['sites', 'kill'],
    queryFn: ({ signal }) => request<KillSwitch>('/v1/kill', { signal }),
    enabled,
  });
}

/** Switches collection on a site off, or asks for it to be switched on; the answer says which came of it. */
export function useSwitchSite(siteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: KillRequest) =>
      request<PolicyPage>(`/v1/sites/${siteId}/kill`, { method: 'POST', body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['sites', siteId] }),
  });
}

export function useSwitchAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: KillRequest) => request<KillSwitch>('/v1/kill', { method: 'POST', body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['sites'] }),
  });
}
