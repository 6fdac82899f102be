import { Ajv, type Options } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';

/**
 * Checks requests against the schemas of their routes. Parts of the address are text and are read as the
 * numbers they stand for; a body says what it means, so there a number is not text, and a field that nobody
 * knows is a mistake to name rather than to drop.
 */
export function requestValidation(): FastifySchemaCompiler<object> {
  const compiler = (options: Options): Ajv => {
    const ajv = new Ajv({ useDefaults: true, strict: false, ...options });
    addFormats.default(ajv);
    return ajv;
  };
  const bodies = compiler({});
  const addresses = compiler({ coerceTypes: 'array' });
  return ({ schema, httpPart }) => (httpPart === 'body' ? bodies : addresses).compile(schema);
}
