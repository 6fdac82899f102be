import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DEFAULT_LIMIT, Id, Limit, SiteId } from '../contract.ts';
import { Window, WindowPage, type WindowState } from '../contract-windows.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { findWindow, findWindows } from './windows.ts';

const tags = ['windows'];
const STATES: readonly WindowState[] = ['warming', 'open', 'acknowledged', 'snoozed', 'closed'];

/** Windows as they are, told or not: what alerts are made of. */
export function windowRoutes({ database, now }: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const reader = { onRequest: app.allowKeys('alerts:read', 'owner', 'sales') };

    app.get(
      '/v1/windows',
      {
        ...reader,
        schema: {
          tags,
          summary: 'Windows, the newest first',
          querystring: Type.Object({
            site: Type.Optional(SiteId),
            organization: Type.Optional(Type.String({ pattern: '^[0-9]{1,20}$' })),
            rule: Type.Optional(Id),
            state: Type.Optional(
              Type.String({ maxLength: 80, description: 'One or more states, with commas' }),
            ),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Limit,
          }),
          response: { 200: WindowPage },
        },
      },
      async ({ query }) => {
        const { site, organization, rule, limit = DEFAULT_LIMIT } = query;
        const [since, given] = readPlace(query.cursor);
        const { items, end } = await findWindows(
          database,
          {
            site,
            organization,
            rule,
            states: statesIn(query.state),
            limit,
            after: since === undefined ? undefined : { since, given: given ?? 0 },
          },
          now(),
        );
        return { items, nextCursor: end && writeCursor([end.since, end.given]) };
      },
    );

    app.get(
      '/v1/windows/:window',
      {
        ...reader,
        schema: {
          tags,
          summary: 'One window',
          params: Type.Object({ window: Id }),
          response: { 200: Window },
        },
      },
      ({ params }) => findWindow(database, params.window, STATES, now()),
    );
  };
}

/** Latest time that a date can be, and more windows than begin in one quarter-hour. */
const MOST = [8_640_000_000_000_000, 1_000_000];

const readPlace = (cursor: string | undefined): number[] =>
  cursor === undefined ? [] : readCursor(cursor, MOST).map(Number);

/** @throws ProblemError 400 naming the word that is no state */
function statesIn(text: string | undefined): readonly WindowState[] {
  if (text === undefined) return STATES;
  const words = text.split(',');
  const unknown = words.find((word) => !STATES.some((state) => state === word));
  if (unknown !== undefined) {
    throw new ProblemError(
      400,
      'unknown_state',
      `"${unknown}" is not a state; there are ${STATES.join(', ')}.`,
    );
  }
  return STATES.filter((state) => words.includes(state));
}
