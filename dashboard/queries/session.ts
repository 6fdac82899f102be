import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Me, SetupRequest, SetupStatus, SignInRequest } from '../../api/contract.ts';
import { ApiError, request } from './client.ts';
import { ME } from './query-client.ts';

/** The signed-in person; null when signed out. */
export function useMe() {
  return useQuery({
    queryKey: ME,
    queryFn: async ({ signal }) => {
      try {
        return await request<Me>('/v1/me', { signal });
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

export function useSetupStatus() {
  return useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => request<SetupStatus>('/v1/setup', { signal }),
    staleTime: 60_000,
  });
}

export function useSetUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SetupRequest) => request<Me>('/v1/setup', { method: 'POST', body }),
    onSuccess: (me) => {
      client.setQueryData<SetupStatus>(['setup'], { needed: false });
      client.setQueryData(ME, me);
    },
  });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SignInRequest) => request<Me>('/v1/session', { method: 'POST', body }),
    onSuccess: (me) => client.setQueryData(ME, me),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('/v1/session', { method: 'DELETE' }),
    onSuccess: () => {
      client.setQueryData(ME, null);
      // What one person saw must not flash up for the next.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] && queryKey[0] !== 'setup' });
    },
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      request<void>('/v1/me/password', { method: 'POST', body }),
  });
}
