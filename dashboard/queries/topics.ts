import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { Saved, Topic, TopicBody, TopicPreview, TopicSuggestion } from '../../api/contract-rules.ts';
import { request } from './client.ts';
import { useRefreshRules } from './rules.ts';

const pathOf = (siteId: number, rest = ''): string => `/v1/sites/${siteId}/topics${rest}`;

export function useTopics(siteId: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'topics'],
    queryFn: ({ signal }) => request<Topic[]>(pathOf(siteId), { signal }),
  });
}

export function useSuggestions(siteId: number, enabled: boolean) {
  return useQuery({
    queryKey: ['sites', siteId, 'topics', 'suggestions'],
    queryFn: ({ signal }) => request<TopicSuggestion[]>(pathOf(siteId, '/suggestions'), { signal }),
    enabled,
  });
}

export function useTopicPreview(siteId: number, topic: number | null, paths: readonly string[]) {
  return useQuery({
    queryKey: ['sites', siteId, 'topics', 'preview', topic, paths],
    queryFn: ({ signal }) =>
      request<TopicPreview>(pathOf(siteId, '/preview'), { method: 'POST', body: { topic, paths }, signal }),
    enabled: paths.length > 0,
    placeholderData: keepPreviousData,
  });
}

export function useSaveTopic(siteId: number) {
  return useMutation({
    mutationFn: ({ id, body }: { id: number | null; body: TopicBody }) =>
      id === null
        ? request<Saved>(pathOf(siteId), { method: 'POST', body })
        : request<Saved>(pathOf(siteId, `/${id}`), { method: 'PUT', body }),
    onSettled: useRefreshRules(siteId),
  });
}

export function useOrderTopics(siteId: number) {
  return useMutation({
    mutationFn: (topics: number[]) =>
      request<Saved>(pathOf(siteId, '/order'), { method: 'PUT', body: { topics } }),
    onSettled: useRefreshRules(siteId),
  });
}

export function useRemoveTopic(siteId: number) {
  return useMutation({
    mutationFn: (id: number) => request<Saved>(pathOf(siteId, `/${id}`), { method: 'DELETE' }),
    onSettled: useRefreshRules(siteId),
  });
}
