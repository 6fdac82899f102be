import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  PolicyBody,
  PolicyPage,
  PolicyPreviewed,
  PolicySave,
  PolicySaved,
  PolicyVersion,
} from '../../api/contract-privacy.ts';
import { request } from './client.ts';

const ofSite = (siteId: number) => ['sites', siteId, 'policy'] as const;

/** Asked again and again, because another officer may be at work, and everybody must see when collection stops. */
export function usePolicy(siteId: number) {
  return useQuery({
    queryKey: ofSite(siteId),
    queryFn: ({ signal }) => request<PolicyPage>(`/v1/sites/${siteId}/policy`, { signal }),
    refetchInterval: 10_000,
  });
}

/** What a draft would do. The last answer stays until the next is there, so that nothing jumps. */
export function usePreview(siteId: number, policy: PolicyBody | null, activeVersion: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'preview', activeVersion, policy],
    queryFn: ({ signal }) =>
      request<PolicyPreviewed>(`/v1/sites/${siteId}/policy/preview`, {
        method: 'POST',
        body: { policy },
        signal,
      }),
    enabled: policy !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });
}

export function useVersions(siteId: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'policy-versions'],
    queryFn: ({ signal }) => request<PolicyVersion[]>(`/v1/sites/${siteId}/policy/versions`, { signal }),
  });
}

/** Everything shown of a site may follow from its policy. */
function useRefreshSite(siteId: number): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['sites', siteId] });
}

export function useSavePolicy(siteId: number) {
  return useMutation({
    mutationFn: (body: PolicySave) =>
      request<PolicySaved>(`/v1/sites/${siteId}/policy`, { method: 'PUT', body }),
    onSettled: useRefreshSite(siteId),
  });
}

export type ProposalDeed = 'approve' | 'decline' | 'withdraw';

export function useDecideProposal(siteId: number) {
  return useMutation({
    mutationFn: ({ id, deed, reason }: { id: number; deed: ProposalDeed; reason: string }) =>
      request<unknown>(`/v1/sites/${siteId}/proposals/${id}/${deed}`, {
        method: 'POST',
        body: reason === '' ? {} : { reason },
      }),
    onSettled: useRefreshSite(siteId),
  });
}
