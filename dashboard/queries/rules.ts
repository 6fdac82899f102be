import { useQuery } from '@tanstack/react-query';
import type { ListedRule } from '../../api/contract-rules.ts';
import { request } from './client.ts';

const rulesKey = (siteId: number) => ['sites', siteId, 'rules'] as const;

/** All rules of a site, those that are off or removed too. */
export function useRules(siteId: number) {
  return useQuery({
    queryKey: rulesKey(siteId),
    queryFn: ({ signal }) => request<ListedRule[]>(`/v1/sites/${siteId}/rules`, { signal }),
    staleTime: 60_000,
  });
}
