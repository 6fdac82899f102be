import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { DeliveryParts } from '../../alerts/deliveries/parts.ts';
import { personOfToken } from '../../alerts/deliveries/unsubscribe.ts';
import { html } from '../../infra/html.ts';
import { linkPage, takeForms } from '../link-page.ts';
import { ProblemError } from '../problem.ts';

const OfToken = Type.Object({ token: Type.String({ maxLength: 300 }) });
const PAGE = 'text/html; charset=utf-8';

/**
 * What the link at the end of a mail opens. Looking at it changes nothing, because mail scanners follow links; a POST
 * ends the mail, from the button or from a mail program at once (RFC 8058).
 */
export function unsubscribeRoutes(parts: DeliveryParts): FastifyPluginAsyncTypebox {
  const { database, unsubscribeKey, now } = parts;

  async function personOf(token: string): Promise<string> {
    const id = personOfToken(token, unsubscribeKey);
    const person =
      id === null
        ? undefined
        : await database.db.selectFrom('user').select('id').where('id', '=', id).executeTakeFirst();
    if (!person) throw new ProblemError(404, 'link_unknown', 'This link belongs to nobody here.');
    return person.id;
  }

  return async (app) => {
    takeForms(app);

    app.get(
      '/v1/unsubscribe/:token',
      // A page for a person with a link, no part of the API.
      { schema: { hide: true, params: OfToken } },
      async ({ params }, reply) => {
        await personOf(params.token);
        const body = html`<p>You will get no more e-mail about alerts. You still find them in Clearpane.</p>
<form method="post"><button>End e-mail</button></form>`;
        return reply.type(PAGE).header('cache-control', 'no-store').send(linkPage('End e-mail?', body));
      },
    );

    app.post(
      '/v1/unsubscribe/:token',
      { schema: { hide: true, params: OfToken } },
      async ({ params }, reply) => {
        const id = await personOf(params.token);
        await database.db
          .insertInto('mail_refusals')
          .values({ person_id: id, at: new Date(now()) })
          .onConflict((conflict) => conflict.column('person_id').doNothing())
          .execute();
        const body = html`<p>You get no more e-mail about alerts. What waited for you is not sent.</p>`;
        return reply.type(PAGE).header('cache-control', 'no-store').send(linkPage('E-mail has ended', body));
      },
    );
  };
}
