import { type FieldError, MalformedRequest } from './problem.ts';

/** A JSON object from outside: anything may be in it. Each reader says what is wrong with a field and goes on. */
export type Fields = Record<string, unknown>;

/** @throws MalformedRequest when the body is no JSON object */
export function readObject(body: unknown): Fields {
  const root = readJson(body);
  if (isFields(root)) return root;
  throw new MalformedRequest(400, 'not_an_object', 'The body must be a JSON object.');
}

function readJson(body: unknown): unknown {
  if (typeof body !== 'string' || body === '') {
    throw new MalformedRequest(400, 'empty_body', 'The request has no body.');
  }
  try {
    return JSON.parse(body);
  } catch {
    throw new MalformedRequest(400, 'malformed_json', 'The body is not JSON.');
  }
}

export function readText(
  source: Fields,
  name: string,
  at: string,
  most: number,
  errors: FieldError[],
): string | null {
  const value = own(source, name);
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && value.length <= most) return value;
  errors.push({ field: at + name, message: `must be text of at most ${most} characters` });
  return null;
}

export function readTime(source: Fields, name: string, at: string, errors: FieldError[]): number | null {
  const value = own(source, name);
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 8.64e15) return value;
  errors.push({ field: at + name, message: 'must be milliseconds since 1970' });
  return null;
}

export function readFlag(source: Fields, name: string, at: string, errors: FieldError[]): boolean {
  const value = own(source, name);
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  errors.push({ field: at + name, message: 'must be true or false' });
  return true;
}

/** The random number of a visitor who is recognized. */
export function readVisitor(root: Fields, errors: FieldError[]): string | null {
  const visitor = readText(root, 'visitor', '', 64, errors);
  if (visitor === null || /^[0-9a-f]{32}$/.test(visitor)) return visitor;
  errors.push({ field: 'visitor', message: 'must be 32 hexadecimal digits' });
  return null;
}

export const own = (source: Fields, name: string): unknown =>
  Object.hasOwn(source, name) ? source[name] : undefined;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
