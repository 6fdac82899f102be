import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { accountsWithOwners } from '../../infra/database/accounts-owners.ts';
import { AccountFile, Imported, ImportPreview } from '../contract-accounts.ts';
import type { ApiParts } from '../parts.ts';
import { personOf } from '../privacy/route-parts.ts';
import { colleagues } from './account-rows.ts';
import { importAccounts, previewImport } from './import-accounts.ts';
import { writeCsv } from './write-csv.ts';

const tags = ['accounts'];
/** Bytes of a file. Nothing else here takes that much. */
const MOST_BYTES = 10 * 1024 * 1024;

/** Account lists as files. */
export function accountFileRoutes({ database, warehouse, now }: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const sales = { onRequest: app.allow('owner', 'sales') };
    const file = { ...sales, bodyLimit: MOST_BYTES };

    app.addContentTypeParser<string>(
      'text/csv',
      { parseAs: 'string', bodyLimit: MOST_BYTES },
      async (_request: FastifyRequest, csv: string) => ({ csv }),
    );

    app.post(
      '/v1/accounts/import/preview',
      {
        ...file,
        schema: {
          tags,
          summary: 'What a CSV file would do to the list; nothing is changed',
          body: AccountFile,
          response: { 200: ImportPreview },
        },
      },
      ({ body }) => previewImport({ database, warehouse }, body.csv),
    );

    app.post(
      '/v1/accounts/import',
      {
        ...file,
        schema: {
          tags,
          summary: 'Import a CSV file, all or nothing',
          querystring: Type.Object({
            leaveOut: Type.Optional(
              Type.Boolean({ default: false, description: 'Leave out lines that are refused' }),
            ),
          }),
          body: AccountFile,
          response: { 200: Imported },
        },
      },
      (request) =>
        importAccounts(database, request.body.csv, {
          leaveOut: request.query.leaveOut ?? false,
          by: personOf(request).name,
          at: now(),
        }),
    );

    app.get(
      '/v1/accounts/export',
      {
        ...sales,
        schema: {
          tags,
          summary: 'The list as a CSV file that can be imported again',
          response: {
            200: { description: 'The file', content: { 'text/csv': { schema: Type.String() } } },
          },
        },
      },
      async (_, reply) => {
        const emails = new Map((await colleagues(database.db)).map(({ id, email }) => [id, email]));
        const accounts = await accountsWithOwners(database.db);
        const csv = writeCsv(
          accounts.map((account) => ({
            ...account,
            ownerEmail: account.owner === null ? null : (emails.get(account.owner) ?? null),
          })),
        );
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="accounts.csv"')
          .header('cache-control', 'no-store')
          .send(csv);
      },
    );
  };
}
