import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NoticeStatus } from '../../api/contract-privacy.ts';
import { request } from './client.ts';

const noticeAt = (siteId: number) => `/v1/sites/${siteId}/notice`;

export function useNotice(siteId: number) {
  return useQuery({
    queryKey: ['sites', siteId, 'notice'],
    queryFn: ({ signal }) => request<NoticeStatus>(noticeAt(siteId), { signal }),
  });
}

/**
 * Publishes what was read: the hash tells the server which text that was.
 *
 * @throws ApiError `notice_changed` when the text is another one by now
 */
export function usePublishNotice(siteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (hash: string) => request<unknown>(noticeAt(siteId), { method: 'POST', body: { hash } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['sites', siteId] }),
  });
}
