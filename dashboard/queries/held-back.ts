import { useInfiniteQuery } from '@tanstack/react-query';
import type { HeldBackPage, HeldBackReason } from '../../api/contract-my-alerts.ts';
import { request } from './client.ts';

/** @param reason null for all */
export function useHeldBack(siteId: number, reason: HeldBackReason | null) {
  return useInfiniteQuery({
    queryKey: ['sites', siteId, 'held-back', reason],
    queryFn: ({ signal, pageParam }) =>
      request<HeldBackPage>(`/v1/sites/${siteId}/held-back`, {
        signal,
        query: { reason, cursor: pageParam, limit: 50 },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
