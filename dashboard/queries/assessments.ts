import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Assessment, NewAssessment } from '../../api/contract-privacy.ts';
import { request } from './client.ts';

export function useAssessments(siteId: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'assessments'],
    queryFn: ({ signal }) => request<Assessment[]>(`/v1/sites/${siteId}/assessments`, { signal }),
  });
}

export function useRecordAssessment(siteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAssessment) =>
      request<unknown>(`/v1/sites/${siteId}/assessments`, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sites', siteId] }),
  });
}

export type AssessmentDeed = 'approve' | 'fail';

/** An approval opens what stands on it, and a failure closes it: at once. */
export function useConcludeAssessment(siteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, deed }: { version: number; deed: AssessmentDeed }) =>
      request<unknown>(`/v1/sites/${siteId}/assessments/${version}/${deed}`, { method: 'POST', body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: ['sites', siteId] }),
  });
}
