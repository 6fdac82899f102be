import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Now, OrganizationPage, Timeline } from '../../api/contract.ts';
import { request } from './client.ts';

/** Organizations on the site now, asked every two seconds. */
export function useNow(siteId: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'now'],
    queryFn: ({ signal }) => request<Now>(`/v1/sites/${siteId}/now`, { signal }),
    refetchInterval: 2_000,
  });
}

export interface OrganizationFilters {
  q: string;
  /** ISO 3166-1 alpha-2, or '' for all. */
  country: string;
  kind: string;
  /** How far back, in days: from the beginning of that day, UTC. */
  days: number;
}

const PAGE_SIZE = 50;
const DAY = 24 * 60 * 60 * 1000;

export function useOrganizations(
  siteId: number,
  { days, ...filters }: OrganizationFilters,
  now: () => number,
) {
  return useInfiniteQuery({
    queryKey: ['sites', siteId, 'organizations', { ...filters, days }],
    queryFn: ({ signal, pageParam }) =>
      request<OrganizationPage>(`/v1/sites/${siteId}/organizations`, {
        signal,
        query: {
          ...filters,
          // Whole days, of which the warehouse has sums.
          from: new Date(Math.floor(now() / DAY - days) * DAY).toISOString(),
          cursor: pageParam,
          limit: PAGE_SIZE,
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** @param days how far back; 1 is the last 24 hours */
export function useTimeline(siteId: number, organizationId: string, days: number, now: () => number) {
  return useQuery({
    queryKey: ['sites', siteId, 'timeline', organizationId, days],
    queryFn: ({ signal }) =>
      request<Timeline>(`/v1/sites/${siteId}/organizations/${encodeURIComponent(organizationId)}/timeline`, {
        signal,
        query: { from: new Date(now() - days * DAY).toISOString() },
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}
