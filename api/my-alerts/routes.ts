import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Done } from '../contract.ts';
import { AlertWishes, MyAlerts } from '../contract-my-alerts.ts';
import type { ApiParts } from '../parts.ts';
import { changeMyAlerts, myAlerts, takeMailUpAgain } from './my-alerts.ts';

const tags = ['my alerts'];

/** How the person who asks wants to hear of alerts. Nobody reads or changes it for somebody else. */
export function myAlertRoutes({ database, deliveries, now }: ApiParts): FastifyPluginAsyncTypebox {
  const mailServer = deliveries.mailer !== null;
  return async (app) => {
    const sales = { onRequest: app.allow('owner', 'sales') };

    app.get(
      '/v1/me/alerts',
      { ...sales, schema: { tags, summary: 'How I hear of alerts', response: { 200: MyAlerts } } },
      (request) => myAlerts(database, { person: idOf(request), mailServer, now: now() }),
    );

    app.put(
      '/v1/me/alerts',
      {
        ...sales,
        schema: {
          tags,
          summary: 'Say how I want to hear of alerts',
          body: AlertWishes,
          response: { 200: MyAlerts },
        },
      },
      async (request) => {
        await changeMyAlerts(database, idOf(request), request.body);
        return myAlerts(database, { person: idOf(request), mailServer, now: now() });
      },
    );

    // Apart from the wishes, so that a page that was open when mail was ended can not take it up again unasked.
    app.delete(
      '/v1/me/mail-refusal',
      {
        ...sales,
        schema: { tags, summary: 'Take up e-mail again that I ended', response: { 204: Done } },
      },
      async (request, reply) => {
        await takeMailUpAgain(database, idOf(request));
        return reply.code(204).send();
      },
    );
  };
}

const idOf = ({ person }: Pick<FastifyRequest, 'person'>): string => person?.id ?? '';
