import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NewPerson, Person, Role } from '../../api/contract.ts';
import { request } from './client.ts';

const PEOPLE = ['people'] as const;

export function usePeople() {
  return useQuery({
    queryKey: PEOPLE,
    queryFn: ({ signal }) => request<Person[]>('/v1/people', { signal }),
  });
}

export function useAddPerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPerson) => request<Person>('/v1/people', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: PEOPLE }),
  });
}

export function useChangeRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      request<Person>(`/v1/people/${encodeURIComponent(id)}`, { method: 'PATCH', body: { role } }),
    onSettled: () => client.invalidateQueries({ queryKey: PEOPLE }),
  });
}

export function useRemovePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<void>(`/v1/people/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: PEOPLE }),
  });
}
