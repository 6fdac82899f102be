import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Me } from '../contract.ts';
import { ProblemError } from '../problem.ts';

export const tags = ['privacy'];
/** Largest number that the columns of ids and versions hold. */
export const MOST = 2_147_483_647;
export const SiteId = Type.Object({ site: Type.Integer({ minimum: 1, maximum: MOST }) });

/** Who asks. Routes that allow somebody have found out by then. */
export function personOf({ person }: Pick<FastifyRequest, 'person'>): Me {
  if (!person) throw new ProblemError(401, 'signed_out', 'Please sign in.');
  return person;
}
