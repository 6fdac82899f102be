import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AlertWishes, MyAlerts } from '../../api/contract-my-alerts.ts';
import { request } from './client.ts';

const MY_ALERTS = ['my-alerts'] as const;

/** Asked again and again: the next moment at which one may be told moves on with the clock. */
export function useMyAlerts({ enabled = true }: { enabled?: boolean } = {}) {
  return useQuery({
    queryKey: MY_ALERTS,
    queryFn: ({ signal }) => request<MyAlerts>('/v1/me/alerts', { signal }),
    refetchInterval: 60_000,
    enabled,
  });
}

export function useSaveMyAlerts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AlertWishes) => request<MyAlerts>('/v1/me/alerts', { method: 'PUT', body }),
    onSuccess: (mine) => client.setQueryData(MY_ALERTS, mine),
  });
}

/** Takes up e-mail that was ended by the link in one. */
export function useTakeMailUpAgain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('/v1/me/mail-refusal', { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: MY_ALERTS }),
  });
}
