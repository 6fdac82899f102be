import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { requestOfToken } from '../../alerts/deliveries/contact-link.ts';
import type { DeliveryParts } from '../../alerts/deliveries/parts.ts';
import { html } from '../../infra/html.ts';
import { linkPage, takeForms } from '../link-page.ts';
import { ProblemError } from '../problem.ts';

const OfToken = Type.Object({ token: Type.String({ maxLength: 300 }) });
const PAGE = 'text/html; charset=utf-8';

/**
 * What the link in a mail to somebody who asked to be contacted opens. Looking at it changes nothing, because mail scanners
 * follow links; the button confirms, once.
 */
export function contactConfirmationRoutes(parts: DeliveryParts): FastifyPluginAsyncTypebox {
  const { database, unsubscribeKey, now } = parts;

  /** @throws ProblemError 404 for a link that was made up, or whose request was erased */
  async function requestOf(token: string) {
    const seq = requestOfToken(token, unsubscribeKey);
    const request =
      seq === null
        ? undefined
        : await database.db
            .selectFrom('contact_requests')
            .select(['seq', 'state'])
            .where('seq', '=', seq)
            .executeTakeFirst();
    if (!request) throw new ProblemError(404, 'link_unknown', 'This link leads to no request any more.');
    return request;
  }
  const done = linkPage(
    'Your request is confirmed',
    html`<p>It was passed on. Somebody will answer you.</p>`,
  );

  return async (app) => {
    takeForms(app);

    app.get(
      '/v1/contact/confirm/:token',
      // A page for a person with a link, no part of the API.
      { schema: { hide: true, params: OfToken } },
      async ({ params }, reply) => {
        const { state } = await requestOf(params.token);
        const body = html`<p>Then what you wrote is passed on, and somebody will answer you.</p>
<form method="post"><button>Confirm</button></form>`;
        return reply
          .type(PAGE)
          .header('cache-control', 'no-store')
          .send(state === 'unconfirmed' ? linkPage('Confirm your request?', body) : done);
      },
    );

    app.post(
      '/v1/contact/confirm/:token',
      { schema: { hide: true, params: OfToken } },
      async ({ params }, reply) => {
        const { seq } = await requestOf(params.token);
        await database.db
          .updateTable('contact_requests')
          .set({ state: 'new', confirmed: true, confirmed_at: new Date(now()) })
          .where('seq', '=', seq)
          .where('state', '=', 'unconfirmed')
          .execute();
        return reply.type(PAGE).header('cache-control', 'no-store').send(done);
      },
    );
  };
}
