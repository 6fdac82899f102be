import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Routing, RoutingRules } from '../../api/contract-routing.ts';
import { request } from './client.ts';

const ROUTING = ['routing'] as const;

export function useRouting() {
  return useQuery({
    queryKey: ROUTING,
    queryFn: ({ signal }) => request<Routing>('/v1/routing', { signal }),
    // What somebody is writing is not replaced under their hands.
    refetchOnWindowFocus: false,
  });
}

export function useSaveRouting() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RoutingRules) => request<Routing>('/v1/routing', { method: 'PUT', body }),
    onSuccess: (routing) => client.setQueryData(ROUTING, routing),
  });
}
