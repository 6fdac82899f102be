import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  Correction,
  CorrectionPage,
  CorrectionRequest,
  KnownOrganization,
  Past,
} from '../../api/contract-corrections.ts';
import { request } from './client.ts';

const CORRECTIONS = ['corrections'] as const;

/** Corrections, the newest first; of one organization, or of all. */
export function useCorrections(organization?: string) {
  return useInfiniteQuery({
    queryKey: [...CORRECTIONS, organization ?? ''],
    queryFn: ({ signal, pageParam }) =>
      request<CorrectionPage>('/v1/corrections', {
        signal,
        query: { organization, cursor: pageParam, limit: 20 },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** A decision closes windows, and everything that is shown of an organization may follow from it. */
export function useRefreshMatches(): () => void {
  const client = useQueryClient();
  return () => {
    for (const queryKey of [CORRECTIONS, ['alerts'], ['sites'], ['exclusions']]) {
      void client.invalidateQueries({ queryKey });
    }
  };
}

export function useCorrect() {
  return useMutation({
    mutationFn: (body: CorrectionRequest) => request<Correction>('/v1/corrections', { method: 'POST', body }),
    onSettled: useRefreshMatches(),
  });
}

export function useUndoCorrection() {
  return useMutation({
    mutationFn: (id: number) => request<Correction>(`/v1/corrections/${id}/undo`, { method: 'POST' }),
    onSettled: useRefreshMatches(),
  });
}

/** Organizations seen on any site, by a part of their name; asks nothing for an empty text. */
export function useKnownOrganizations(text: string) {
  return useQuery({
    queryKey: ['known-organizations', text],
    queryFn: ({ signal }) =>
      request<KnownOrganization[]>('/v1/organizations', { signal, query: { q: text } }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
}

/** What is stored under the organization that was corrected. Asked often while it is on its way. */
export function usePast(id: number) {
  return useQuery({
    queryKey: [...CORRECTIONS, 'past', id],
    queryFn: ({ signal }) => request<Past>(`/v1/corrections/${id}/past`, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.state === 'moving' || state.data?.state === 'returning' ? 1_000 : 30_000,
  });
}

export function useApplyToPast() {
  return useMutation({
    mutationFn: (id: number) => request<Past>(`/v1/corrections/${id}/past`, { method: 'POST' }),
    onSettled: useRefreshMatches(),
  });
}
