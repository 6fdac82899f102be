import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Me } from '../contract.ts';
import { ProblemError } from '../problem.ts';

export const tags = ['privacy'];
export const SiteId = Type.Object({ site: Type.Integer({ minimum: 1 }) });

/** Who asks. Routes that allow somebody have found out by then. */
export function personOf({ person }: Pick<FastifyRequest, 'person'>): Me {
  if (!person) throw new ProblemError(401, 'signed_out', 'Please sign in.');
  return person;
}
