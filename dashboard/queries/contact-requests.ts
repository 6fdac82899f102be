import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  ContactErased,
  ContactRequest,
  ContactRequestPage,
  ContactRequestState,
} from '../../api/contract-contact.ts';
import { request } from './client.ts';

const keyOf = (siteId: number) => ['sites', siteId, 'contact-requests'] as const;
const pathOf = (siteId: number, id = ''): string =>
  `/v1/sites/${siteId}/contact-requests${id === '' ? '' : `/${encodeURIComponent(id)}`}`;

export function useContactRequests(siteId: number, state: ContactRequestState) {
  return useInfiniteQuery({
    queryKey: [...keyOf(siteId), state],
    queryFn: ({ signal, pageParam }) =>
      request<ContactRequestPage>(pathOf(siteId), {
        signal,
        query: { state, cursor: pageParam, limit: 50 },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // People who ask wait for an answer.
    refetchInterval: 15_000,
  });
}

export function useChangeContactRequest(siteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, state }: { id: string; state: ContactRequestState }) =>
      request<ContactRequest>(`${pathOf(siteId, id)}/state`, { method: 'PUT', body: { state } }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(siteId) }),
  });
}

export function useEraseContactRequest(siteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<void>(pathOf(siteId, id), { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(siteId) }),
  });
}

/** Everything that was sent under an e-mail address. */
export function useEraseByEmail(siteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (email: string) =>
      request<ContactErased>(pathOf(siteId, 'erase'), { method: 'POST', body: { email } }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(siteId) }),
  });
}
