import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Worth } from '../../api/contract-windows.ts';
import { request } from './client.ts';

/** What became of the alerts of the last days, by rule. */
export function useWorth(siteId: number, days: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'worth', days],
    queryFn: ({ signal }) => request<Worth>(`/v1/sites/${siteId}/worth`, { signal, query: { days } }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}
