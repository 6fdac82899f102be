import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReverseDns, ReverseDnsRequest } from '../../api/contract-corrections.ts';
import { request } from './client.ts';

const REVERSE_DNS = ['reverse-dns'] as const;

export function useReverseDns() {
  return useQuery({
    queryKey: REVERSE_DNS,
    queryFn: ({ signal }) => request<ReverseDns>('/v1/reverse-dns', { signal }),
  });
}

export function useSwitchReverseDns() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ReverseDnsRequest) => request<ReverseDns>('/v1/reverse-dns', { method: 'POST', body }),
    onSuccess: (now) => client.setQueryData(REVERSE_DNS, now),
  });
}
