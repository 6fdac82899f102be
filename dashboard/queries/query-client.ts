import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './client.ts';

export const ME = ['me'] as const;

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // A session that ended shows the sign-in page, whichever query finds out.
      onError: (error) => {
        if (error instanceof ApiError && error.status === 401) client.setQueryData(ME, null);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // An answer (4xx) will not change by asking again; no answer may.
        retry: (count, error) =>
          !(error instanceof ApiError && error.status >= 400 && error.status < 500) && count < 2,
      },
    },
  });
  return client;
}
