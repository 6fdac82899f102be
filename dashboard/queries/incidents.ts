import { useQuery } from '@tanstack/react-query';
import type { Incident } from '../../api/contract-windows.ts';
import { request } from './client.ts';

export function useIncidents() {
  return useQuery({
    queryKey: ['incidents'],
    queryFn: ({ signal }) => request<Incident[]>('/v1/incidents', { signal }),
    refetchInterval: 30_000,
  });
}
