import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Alert, AlertPage, AlertState, AlertWhy, OutcomeKind } from '../../api/contract.ts';
import { type AlertPages, upsertAlert } from './alert-list.ts';
import { request } from './client.ts';

export interface AlertFilter {
  siteId: number;
  states: readonly AlertState[];
  organizationId?: string;
}

const ALERTS = ['alerts'] as const;

export function useAlerts(filter: AlertFilter) {
  return useInfiniteQuery({
    queryKey: [...ALERTS, filter],
    queryFn: ({ signal, pageParam }) =>
      request<AlertPage>('/v1/alerts', {
        signal,
        query: {
          site: filter.siteId,
          state: filter.states.join(','),
          organization: filter.organizationId,
          cursor: pageParam,
          limit: 50,
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // Windows close and snoozes end by the clock, which the stream does not tell.
    refetchInterval: 60_000,
  });
}

/** Puts an alert that arrived into every list it belongs to, without asking the server. */
export function useUpsertAlert() {
  const client = useQueryClient();
  return (alert: Alert): void => {
    for (const query of client.getQueryCache().findAll({ queryKey: ALERTS })) {
      const filter = query.queryKey[1] as AlertFilter;
      if (String(filter.siteId) !== alert.siteId) continue;
      if (filter.organizationId !== undefined && filter.organizationId !== alert.org.id) continue;
      client.setQueryData<AlertPages>(query.queryKey, (list) =>
        list === undefined ? undefined : upsertAlert(list, alert, filter.states),
      );
    }
  };
}

/** What one can have missed while nobody was telling. */
export function useRefreshAlerts() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ALERTS });
}

export type AlertAction =
  | { do: 'acknowledge'; takeOver: boolean }
  | { do: 'snooze'; hours: number }
  | { do: 'reopen' }
  | { do: 'outcome'; outcome: OutcomeKind; note: string };

export function useChangeAlert() {
  const upsert = useUpsertAlert();
  const refresh = useRefreshAlerts();
  return useMutation({
    mutationFn: ({ id, action }: { id: string; action: AlertAction }) => {
      const { do: deed, ...body } = action;
      return request<Alert>(`/v1/alerts/${encodeURIComponent(id)}/${deed}`, {
        method: 'POST',
        ...(deed === 'reopen' ? {} : { body }),
      });
    },
    onSuccess: upsert,
    // After a refusal as well: what is shown was no longer so.
    onSettled: () => void refresh(),
  });
}

export function useAlertWhy(id: string) {
  return useQuery({
    queryKey: ['alert-why', id],
    queryFn: ({ signal }) => request<AlertWhy>(`/v1/alerts/${encodeURIComponent(id)}/explain`, { signal }),
  });
}
