import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MatchQuality } from '../../api/contract-corrections.ts';
import { request } from './client.ts';

/** @param range UTC days, YYYY-MM-DD, both included */
export function useMatchQuality(siteId: number, { from, to }: { from: string; to: string }) {
  return useQuery({
    queryKey: ['sites', siteId, 'match-quality', from, to],
    queryFn: ({ signal }) =>
      request<MatchQuality>(`/v1/sites/${siteId}/match-quality`, { signal, query: { from, to } }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
}
