import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { DeliveryParts } from '../../alerts/deliveries/parts.ts';
import { DEFAULT_LIMIT, Done, Limit } from '../contract.ts';
import {
  Channel,
  ChannelChange,
  Delivery,
  MadeChannel,
  NewChannel,
  NewSecret,
  OfChannel,
  OfDelivery,
} from '../contract-channels.ts';
import { addChannel, changeChannel, listChannels, removeChannel, rotateSecret } from './channels.ts';
import { listDeliveries, resend, testChannel } from './deliveries.ts';

const tags = ['channels'];

/** Where a team hears of alerts, and what was sent there. */
export function channelRoutes(parts: DeliveryParts): FastifyPluginAsyncTypebox {
  const { database, targets, now } = parts;
  return async (app) => {
    const readers = { onRequest: app.allow('owner', 'sales') };
    const owner = { onRequest: app.allow('owner') };

    app.get(
      '/v1/channels',
      { ...readers, schema: { tags, summary: 'All channels', response: { 200: Type.Array(Channel) } } },
      ({ person }) => listChannels(database, person?.role === 'owner'),
    );

    app.post(
      '/v1/channels',
      {
        ...owner,
        schema: {
          tags,
          summary: 'Add a channel. The secret of a webhook is shown this once',
          body: NewChannel,
          response: { 201: MadeChannel },
        },
      },
      async ({ body, person }, reply) => {
        const made = { id: randomUUID(), by: person?.name ?? '', at: now() };
        return reply.code(201).send(await addChannel(database, targets, body, made));
      },
    );

    app.patch(
      '/v1/channels/:channel',
      {
        ...owner,
        schema: {
          tags,
          summary: 'Rename, pause or open a channel',
          params: OfChannel,
          body: ChannelChange,
          response: { 200: Channel },
        },
      },
      ({ params, body }) => changeChannel(database, params.channel, body),
    );

    app.delete(
      '/v1/channels/:channel',
      {
        ...owner,
        schema: {
          tags,
          summary: 'Remove a channel and what waits for it',
          params: OfChannel,
          response: { 204: Done },
        },
      },
      async ({ params }, reply) => {
        await removeChannel(database, params.channel);
        return reply.code(204).send();
      },
    );

    app.post(
      '/v1/channels/:channel/test',
      {
        ...owner,
        schema: { tags, summary: 'Send a test now', params: OfChannel, response: { 200: Delivery } },
      },
      ({ params }) => testChannel(parts, params.channel, `test-${randomUUID()}`),
    );

    app.post(
      '/v1/channels/:channel/secret',
      {
        ...owner,
        schema: {
          tags,
          summary: 'Replace the secret of a webhook; the old one signs for a day more',
          params: OfChannel,
          response: { 200: NewSecret },
        },
      },
      ({ params }) => rotateSecret(database, params.channel, now()),
    );

    app.get(
      '/v1/channels/:channel/deliveries',
      {
        ...owner,
        schema: {
          tags,
          summary: 'What was sent to a channel, the newest first',
          params: OfChannel,
          querystring: Type.Object({ limit: Limit }),
          response: { 200: Type.Array(Delivery) },
        },
      },
      ({ params, query }) => listDeliveries(database, params.channel, query.limit ?? DEFAULT_LIMIT),
    );

    app.post(
      '/v1/deliveries/:delivery/resend',
      {
        ...owner,
        schema: { tags, summary: 'Send a delivery again', params: OfDelivery, response: { 200: Delivery } },
      },
      ({ params }) => resend(parts, params.delivery),
    );
  };
}
