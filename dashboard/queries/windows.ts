import { useInfiniteQuery } from '@tanstack/react-query';
import type { WindowPage } from '../../api/contract-windows.ts';
import { request } from './client.ts';

/** Organizations that fulfil a part of a rule, the newest first. Nothing tells of them, so they are asked for. */
export function useWarming(siteId: number) {
  return useInfiniteQuery({
    queryKey: ['sites', siteId, 'warming'],
    queryFn: ({ signal, pageParam }) =>
      request<WindowPage>('/v1/windows', {
        signal,
        query: { site: siteId, state: 'warming', cursor: pageParam, limit: 50 },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 30_000,
  });
}
