import { useQuery } from '@tanstack/react-query';
import type { Trouble } from '../../api/contract-troubles.ts';
import { request } from './client.ts';

export function useTroubles() {
  return useQuery({
    queryKey: ['troubles'],
    queryFn: ({ signal }) => request<Trouble[]>('/v1/troubles', { signal }),
    refetchInterval: 10_000,
  });
}
