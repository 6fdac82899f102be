import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Channel,
  ChannelChange,
  Delivery,
  MadeChannel,
  NewChannel,
  NewSecret,
} from '../../api/contract-channels.ts';
import { request } from './client.ts';

const CHANNELS = ['channels'] as const;
const pathOf = (id: string, deed = ''): string => `/v1/channels/${encodeURIComponent(id)}${deed}`;

export function useChannels() {
  return useQuery({
    queryKey: CHANNELS,
    queryFn: ({ signal }) => request<Channel[]>('/v1/channels', { signal }),
    // Clearpane switches a channel off by itself when it fails for long.
    refetchInterval: 15_000,
  });
}

function useRefreshChannels(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: CHANNELS });
}

export function useAddChannel() {
  return useMutation({
    mutationFn: (body: NewChannel) => request<MadeChannel>('/v1/channels', { method: 'POST', body }),
    onSuccess: useRefreshChannels(),
  });
}

export function useChangeChannel() {
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: ChannelChange }) =>
      request<Channel>(pathOf(id), { method: 'PATCH', body }),
    onSettled: useRefreshChannels(),
  });
}

export function useRemoveChannel() {
  return useMutation({
    mutationFn: (id: string) => request<void>(pathOf(id), { method: 'DELETE' }),
    onSettled: useRefreshChannels(),
  });
}

/** Sends a test now; the answer comes when the target has answered. */
export function useTestChannel() {
  return useMutation({
    mutationFn: (id: string) => request<Delivery>(pathOf(id, '/test'), { method: 'POST' }),
    onSettled: useRefreshChannels(),
  });
}

export function useRenewSecret() {
  return useMutation({
    mutationFn: (id: string) => request<NewSecret>(pathOf(id, '/secret'), { method: 'POST' }),
  });
}

/** What was sent to a channel, the newest first. */
export function useDeliveries(channelId: string) {
  return useQuery({
    queryKey: [...CHANNELS, channelId, 'deliveries'],
    queryFn: ({ signal }) =>
      request<Delivery[]>(pathOf(channelId, '/deliveries'), { signal, query: { limit: 50 } }),
    refetchInterval: 5_000,
  });
}

export function useResend() {
  return useMutation({
    mutationFn: (id: string) =>
      request<Delivery>(`/v1/deliveries/${encodeURIComponent(id)}/resend`, { method: 'POST' }),
    onSettled: useRefreshChannels(),
  });
}
