import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiKey, Scope } from '../../api/contract.ts';
import { request } from './client.ts';

const KEYS = ['keys'] as const;

/** `key` is shown once; the server keeps only its hash. */
export interface MadeKey {
  key: string;
  apiKey: ApiKey;
}

export function useKeys() {
  return useQuery({
    queryKey: KEYS,
    queryFn: ({ signal }) => request<ApiKey[]>('/v1/keys', { signal }),
  });
}

export function useMakeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; scopes: Scope[] }) =>
      request<MadeKey>('/v1/keys', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS }),
  });
}

export function useRemoveKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<void>(`/v1/keys/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS }),
  });
}
