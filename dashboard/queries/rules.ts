import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Floor,
  FloorBody,
  ListedRule,
  RuleCheck,
  RuleTemplate,
  RuleVersions,
  Saved,
  Stricter,
  Tried,
} from '../../api/contract-rules.ts';
import { ApiError, request } from './client.ts';

/** A rule as the API reads it. */
export interface WrittenRule {
  title: string;
  condition: object;
  coolDownDays: number;
  stayOpenDays: number;
}

const rulesKey = (siteId: number) => ['sites', siteId, 'rules'] as const;
const pathOf = (siteId: number, rest = ''): string => `/v1/sites/${siteId}/rules${rest}`;

/** All rules of a site, those that are off or removed too. */
export function useRules(siteId: number) {
  return useQuery({
    queryKey: rulesKey(siteId),
    queryFn: ({ signal }) => request<ListedRule[]>(pathOf(siteId), { signal }),
    staleTime: 60_000,
  });
}

export function useRuleVersions(siteId: number, id: string | null) {
  return useQuery({
    queryKey: [...rulesKey(siteId), 'versions', id],
    queryFn: ({ signal }) =>
      request<RuleVersions>(pathOf(siteId, `/${encodeURIComponent(id ?? '')}`), { signal }),
    enabled: id !== null,
  });
}

export function useTemplates(siteId: number) {
  return useQuery({
    queryKey: [...rulesKey(siteId), 'templates'],
    queryFn: ({ signal }) => request<RuleTemplate[]>(pathOf(siteId, '/templates'), { signal }),
  });
}

/** The rule as its sentence while it is written. A refusal is an answer, so it is not asked for again. */
export function useRuleCheck(siteId: number, rule: WrittenRule | null, of: string | null) {
  return useQuery({
    queryKey: [...rulesKey(siteId), 'check', rule, of],
    queryFn: ({ signal }) =>
      request<RuleCheck>(pathOf(siteId, '/check'), {
        method: 'POST',
        body: rule ?? {},
        query: { of },
        signal,
      }),
    enabled: rule !== null,
    retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
    placeholderData: keepPreviousData,
  });
}

export function useTryRule(siteId: number) {
  return useMutation({
    mutationFn: (body: { rule: WrittenRule; id?: string; days: number; stricter?: Stricter }) =>
      request<Tried>(pathOf(siteId, '/try'), { method: 'POST', body }),
  });
}

/** A change of rules or topics is one of both, and of what the notice must say. */
export function useRefreshRules(siteId: number): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['sites', siteId] });
}

export function useSaveRule(siteId: number) {
  return useMutation({
    mutationFn: ({ rule, before }: { rule: WrittenRule; before: { id: string; version: number } | null }) =>
      before === null
        ? request<Saved>(pathOf(siteId), { method: 'POST', body: rule })
        : request<Saved>(pathOf(siteId, `/${encodeURIComponent(before.id)}`), {
            method: 'PUT',
            body: { version: before.version, rule },
          }),
    onSettled: useRefreshRules(siteId),
  });
}

export function useSwitchRule(siteId: number) {
  return useMutation({
    mutationFn: ({ id, active }: { id: string; active: boolean }) =>
      request<Saved>(pathOf(siteId, `/${encodeURIComponent(id)}/switch`), {
        method: 'POST',
        body: { active },
      }),
    onSettled: useRefreshRules(siteId),
  });
}

export function useOrderRules(siteId: number) {
  return useMutation({
    mutationFn: (rules: string[]) =>
      request<Saved>(pathOf(siteId, '/order'), { method: 'PUT', body: { rules } }),
    onSettled: useRefreshRules(siteId),
  });
}

export function useRemoveRule(siteId: number) {
  return useMutation({
    mutationFn: (id: string) =>
      request<Saved>(pathOf(siteId, `/${encodeURIComponent(id)}`), { method: 'DELETE' }),
    onSettled: useRefreshRules(siteId),
  });
}

export function useFloor(siteId: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'floor'],
    queryFn: ({ signal }) => request<Floor>(`/v1/sites/${siteId}/floor`, { signal }),
  });
}

export function useRaiseFloor(siteId: number) {
  return useMutation({
    mutationFn: (body: FloorBody) => request<Floor>(`/v1/sites/${siteId}/floor`, { method: 'POST', body }),
    onSettled: useRefreshRules(siteId),
  });
}
