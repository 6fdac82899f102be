import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useReducer, useRef } from 'react';
import { type AlertPages, alertsOf } from './alert-list.ts';
import { listenToAlerts, QUIET, type StreamState, streamReducer } from './alert-stream.ts';
import { useRefreshAlerts, useUpsertAlert } from './alerts.ts';
import { withQuery } from './client.ts';

interface AlertStream extends StreamState {
  markSeen: () => void;
}

const Context = createContext<AlertStream>({ ...QUIET, markSeen: () => undefined });

interface AlertStreamProviderProps {
  /** Null where nobody listens: no site, or a role without alerts. */
  siteId: number | null;
  children: ReactNode;
}

/** Keeps one connection for the alerts of a site, and all lists of alerts up to date. */
export function AlertStreamProvider({ siteId, children }: AlertStreamProviderProps) {
  const [state, dispatch] = useReducer(streamReducer, QUIET);
  const client = useQueryClient();
  const upsert = useUpsertAlert();
  const refresh = useRefreshAlerts();
  // The connection must outlive renders, so it looks up what to call.
  const current = useRef({ upsert, refresh });
  current.current = { upsert, refresh };

  useEffect(() => {
    dispatch({ type: 'turned' });
    if (siteId === null) return;
    const heard = new Set<string>();
    return listenToAlerts({
      connect: () => new EventSource(withQuery('/v1/alerts/stream', { site: siteId })),
      onOpen: () => {
        dispatch({ type: 'opened' });
        void current.current.refresh();
      },
      onLost: () => dispatch({ type: 'lost' }),
      onAlert: (alert) => {
        const known =
          heard.has(alert.id) ||
          client
            .getQueriesData<AlertPages>({ queryKey: ['alerts'] })
            .some(([, list]) => alertsOf(list).some((each) => each.id === alert.id));
        heard.add(alert.id);
        current.current.upsert(alert);
        dispatch({ type: 'alert', alert, known });
      },
      later: (run, milliseconds) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    });
  }, [siteId, client]);

  const value = useMemo(() => ({ ...state, markSeen: () => dispatch({ type: 'seen' }) }), [state]);
  return <Context value={value}>{children}</Context>;
}

export const useAlertStream = (): AlertStream => useContext(Context);
