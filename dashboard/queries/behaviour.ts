import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Behaviour } from '../../api/contract-behaviour.ts';
import { request } from './client.ts';

/** @param days how far back, 30 at most */
export function useBehaviour(siteId: number, days: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'behaviour', days],
    queryFn: ({ signal }) =>
      request<Behaviour>(`/v1/sites/${siteId}/behaviour`, { signal, query: { days: String(days) } }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}
