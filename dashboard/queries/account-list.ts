import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  Account,
  AccountChange,
  AccountPage,
  Colleague,
  Imported,
  ImportPreview,
  NewAccount,
} from '../../api/contract-accounts.ts';
import { request } from './client.ts';

const ACCOUNTS = ['accounts'] as const;

export interface AccountFilters {
  q: string;
  /** '' for all. */
  relation: '' | 'prospect' | 'client' | 'none';
  /** Id of a person, "none", or '' for all. */
  owner: string;
  /** Only those that are watched. */
  watched: boolean;
}

export function useAccounts({ watched, ...filters }: AccountFilters) {
  return useInfiniteQuery({
    queryKey: [...ACCOUNTS, { ...filters, watched }],
    queryFn: ({ signal, pageParam }) =>
      request<AccountPage>('/v1/accounts', {
        signal,
        query: { ...filters, watched: watched ? 'true' : '', cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Who may own accounts. */
export function useColleagues() {
  return useQuery({
    queryKey: ['account-owners'],
    queryFn: ({ signal }) => request<Colleague[]>('/v1/account-owners', { signal }),
  });
}

export function useAddAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAccount) => request<Account>('/v1/accounts', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ACCOUNTS }),
  });
}

export function useChangeAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: number; change: AccountChange }) =>
      request<Account>(`/v1/accounts/${id}`, { method: 'PATCH', body: change }),
    onSettled: () => client.invalidateQueries({ queryKey: ACCOUNTS }),
  });
}

export function useRemoveAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => request<Account>(`/v1/accounts/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: ACCOUNTS }),
  });
}

/** What a file would do; nothing is changed. */
export function usePreviewImport() {
  return useMutation({
    mutationFn: (csv: string) =>
      request<ImportPreview>('/v1/accounts/import/preview', { method: 'POST', body: { csv } }),
  });
}

export function useImportAccounts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ csv, leaveOut }: { csv: string; leaveOut: boolean }) =>
      request<Imported>('/v1/accounts/import', {
        method: 'POST',
        query: { leaveOut: leaveOut ? 'true' : '' },
        body: { csv },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ACCOUNTS }),
  });
}
