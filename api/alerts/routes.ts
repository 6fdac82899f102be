import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { HOUR } from '../../policy/time.ts';
import { Alert, AlertPage, AlertWhy, DEFAULT_LIMIT, Id, Limit, SiteId, SnoozeRequest } from '../contract.ts';
import { AcknowledgeRequest, OutcomeRequest } from '../contract-windows.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { ApiParts } from '../parts.ts';
import { personOf } from '../privacy/route-parts.ts';
import { ProblemError } from '../problem.ts';
import { act } from './deeds.ts';
import { alertStream } from './stream.ts';
import { whyOf } from './why.ts';
import { alertEnd, alertRows, findAlert, oneAlert, toAlerts, wentTo } from './windows.ts';

const tags = ['alerts'];
const AlertId = Type.Object({ alert: Id });
const STATES = ['open', 'acknowledged', 'snoozed', 'closed'];

export function alertRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  const { database, now } = parts;
  return async (app) => {
    const reader = { onRequest: app.allowKeys('alerts:read', 'owner', 'sales') };
    const doer = { onRequest: app.allowKeys('alerts:write', 'owner', 'sales') };
    const stream = await alertStream(app, parts);

    app.get(
      '/v1/alerts',
      {
        ...reader,
        schema: {
          tags,
          summary: 'Alerts, the newest first',
          querystring: Type.Object({
            site: Type.Optional(SiteId),
            organization: Type.Optional(Type.String({ pattern: '^[0-9]{1,20}$' })),
            state: Type.Optional(
              Type.String({ maxLength: 60, description: 'One or more states, with commas' }),
            ),
            mine: Type.Optional(Type.Boolean({ description: 'Only those that went to whoever asks' })),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Limit,
          }),
          response: { 200: AlertPage },
        },
      },
      async ({ query, person }) => {
        const { limit = DEFAULT_LIMIT } = query;
        const states = query.state === undefined ? STATES : query.state.split(',');
        const unknown = states.find((state) => !STATES.includes(state));
        if (unknown !== undefined) {
          throw new ProblemError(
            400,
            'unknown_state',
            `"${unknown}" is not a state; there are ${STATES.join(', ')}.`,
          );
        }
        const at = new Date(now());
        let rows = alertRows(database)
          .orderBy('alerts.seq', 'desc')
          .limit(limit + 1);
        if (query.site !== undefined) rows = rows.where('alerts.site_id', '=', query.site);
        if (query.organization !== undefined) {
          rows = rows.where('windows.organization_id', '=', query.organization);
        }
        if (query.mine) rows = rows.where(wentTo(person?.id ?? ''));
        if (query.cursor !== undefined) {
          rows = rows.where(
            'alerts.seq',
            '<',
            Number(readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])[0]),
          );
        }
        // The same cases as `stateAt`, so that a page is full.
        rows = rows.where((where) => {
          const snoozed = where.and([
            where('windows.state', '=', 'snoozed'),
            where('windows.snoozed_until', '>', at),
          ]);
          const lives = where.and([where(alertEnd, '>', at), where('windows.state', '!=', 'closed')]);
          const cases = {
            snoozed,
            closed: where.and([where.not(snoozed), where.not(lives)]),
            acknowledged: where.and([where('windows.state', '=', 'acknowledged'), lives]),
            open: where.and([where.not(snoozed), where('windows.state', '!=', 'acknowledged'), lives]),
          };
          return where.or(states.map((state) => cases[state as keyof typeof cases]));
        });
        const found = await rows.execute();
        const page = found.slice(0, limit);
        const end = page.at(-1);
        return {
          items: await toAlerts(database, page, now()),
          nextCursor: found.length > page.length && end ? writeCursor([end.seq]) : null,
        };
      },
    );

    app.get(
      '/v1/alerts/stream',
      {
        ...reader,
        schema: {
          tags,
          summary: 'Alerts as they happen (server-sent events); resumes after Last-Event-ID',
          querystring: Type.Object({ site: Type.Optional(SiteId) }),
          response: {
            200: {
              description: 'Events named "alert": data is an alert, id says how far the reader was told',
              content: { 'text/event-stream': { schema: Type.String() } },
            },
          },
        },
      },
      (request, reply) =>
        stream(request, reply, {
          site: request.query.site,
          check: () => reader.onRequest.call(app, request, reply),
        }),
    );

    app.post(
      '/v1/alerts/:alert/acknowledge',
      {
        ...doer,
        schema: {
          tags,
          summary: 'I am on it; refused when somebody else is, unless it is taken over on purpose',
          params: AlertId,
          // Callers of an older version send none.
          body: Type.Optional(Type.Union([AcknowledgeRequest, Type.Null()])),
          response: { 200: Alert },
        },
      },
      (request) => {
        const takeOver = request.body?.takeOver ?? false;
        return act(
          database,
          request.params.alert,
          { kind: 'acknowledge', takeOver },
          personOf(request),
          now(),
        );
      },
    );

    app.post(
      '/v1/alerts/:alert/snooze',
      {
        ...doer,
        schema: { tags, summary: 'Not now', params: AlertId, body: SnoozeRequest, response: { 200: Alert } },
      },
      (request) => {
        const until = new Date(now() + request.body.hours * HOUR);
        return act(database, request.params.alert, { kind: 'snooze', until }, personOf(request), now());
      },
    );

    app.post(
      '/v1/alerts/:alert/reopen',
      {
        ...doer,
        schema: { tags, summary: 'Take back what was said', params: AlertId, response: { 200: Alert } },
      },
      (request) => act(database, request.params.alert, { kind: 'reopen' }, personOf(request), now()),
    );

    app.post(
      '/v1/alerts/:alert/outcome',
      {
        ...doer,
        schema: {
          tags,
          summary: 'What became of it; it can be said when the window has closed, too',
          params: AlertId,
          body: OutcomeRequest,
          response: { 200: Alert },
        },
      },
      (request) => {
        const { outcome, note = '' } = request.body;
        const deed = { kind: 'say', outcome, note: note.trim() } as const;
        return act(database, request.params.alert, deed, personOf(request), now());
      },
    );

    // The second is what it was called at first.
    for (const path of ['/v1/alerts/:alert/explain', '/v1/alerts/:alert/why']) {
      app.get(
        path,
        {
          ...reader,
          schema: { tags, summary: 'Why am I seeing this?', params: AlertId, response: { 200: AlertWhy } },
        },
        async ({ params }) => whyOf(await oneAlert(database, await findAlert(database, params.alert), now())),
      );
    }
  };
}
