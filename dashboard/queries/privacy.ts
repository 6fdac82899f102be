import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PrivacyOverview, Refusals } from '../../api/contract.ts';
import { request } from './client.ts';

export function usePrivacy(siteId: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'privacy'],
    queryFn: ({ signal }) => request<PrivacyOverview>(`/v1/sites/${siteId}/privacy`, { signal }),
  });
}

/** @param from first UTC day, YYYY-MM-DD; `to` is the last one, included */
export function useRefusals(siteId: number, { from, to }: { from: string; to: string }) {
  return useQuery({
    queryKey: ['sites', siteId, 'refusals', from, to],
    queryFn: ({ signal }) =>
      request<Refusals>(`/v1/sites/${siteId}/refusals`, { signal, query: { from, to } }),
    placeholderData: keepPreviousData,
    // The query library pauses this while the tab is hidden.
    refetchInterval: 3_000,
  });
}
