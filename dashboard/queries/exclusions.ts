import { useMutation, useQuery } from '@tanstack/react-query';
import type { AskExclusion, ExclusionRequest, Exclusions } from '../../api/contract-corrections.ts';
import { request } from './client.ts';
import { useRefreshMatches } from './corrections.ts';

/** Asked again and again: sales may ask for one at any time. */
export function useExclusions() {
  return useQuery({
    queryKey: ['exclusions'],
    queryFn: ({ signal }) => request<Exclusions>('/v1/exclusions', { signal }),
    refetchInterval: 10_000,
  });
}

export function useExclude() {
  return useMutation({
    mutationFn: (body: ExclusionRequest) => request<Exclusions>('/v1/exclusions', { method: 'POST', body }),
    onSettled: useRefreshMatches(),
  });
}

export function useRemoveExclusion() {
  return useMutation({
    mutationFn: (id: number) => request<void>(`/v1/exclusions/${id}`, { method: 'DELETE' }),
    onSettled: useRefreshMatches(),
  });
}

export function useAskExclusion() {
  return useMutation({
    mutationFn: (body: AskExclusion) =>
      request<Exclusions>('/v1/exclusions/requests', { method: 'POST', body }),
    onSettled: useRefreshMatches(),
  });
}

export function useWithdrawAsked() {
  return useMutation({
    mutationFn: (id: number) => request<void>(`/v1/exclusions/requests/${id}`, { method: 'DELETE' }),
    onSettled: useRefreshMatches(),
  });
}

export function useDecideAsked() {
  return useMutation({
    mutationFn: ({ id, deed }: { id: number; deed: 'accept' | 'decline' }) =>
      request<Exclusions>(`/v1/exclusions/requests/${id}/${deed}`, { method: 'POST' }),
    onSettled: useRefreshMatches(),
  });
}
