import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Simulation, SimulatorRequest } from '../../api/contract-privacy.ts';
import { request } from './client.ts';

/** What the gate would make of one visit. Nothing is stored. */
export function useSimulation(siteId: number, visit: SimulatorRequest) {
  return useQuery({
    queryKey: ['sites', siteId, 'simulation', visit],
    queryFn: ({ signal }) =>
      request<Simulation>(`/v1/sites/${siteId}/policy/simulate`, { method: 'POST', body: visit, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}
