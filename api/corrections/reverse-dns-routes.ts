import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ReverseDns, ReverseDnsRequest } from '../contract-corrections.ts';
import type { ApiParts } from '../parts.ts';
import { personOf } from '../privacy/route-parts.ts';
import { ProblemError } from '../problem.ts';
import { reverseDns, switchReverseDns } from './reverse-dns.ts';

const tags = ['privacy'];

/** A question to DNS tells it a visitor's network, so an officer decides whether one is asked. */
export function reverseDnsRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const officer = { onRequest: app.allow('privacy_officer') };

    app.get(
      '/v1/reverse-dns',
      {
        ...officer,
        schema: {
          tags,
          summary: 'Whether DNS is asked for names of addresses, and who decided it',
          response: { 200: ReverseDns },
        },
      },
      () => reverseDns(parts),
    );

    app.post(
      '/v1/reverse-dns',
      {
        ...officer,
        schema: {
          tags,
          summary: 'Let DNS be asked for names of addresses, or stop it',
          body: ReverseDnsRequest,
          response: { 200: ReverseDns },
        },
      },
      async (request) => {
        if (request.body.enabled && parts.reverseDns === 'off') {
          throw new ProblemError(
            409,
            'reverse_dns_forbidden',
            'This installation never asks DNS.',
            'CLEARPANE_REVERSE_DNS is off; whoever runs Clearpane can change it.',
          );
        }
        await switchReverseDns(parts, request.body, personOf(request));
        return reverseDns(parts);
      },
    );
  };
}
