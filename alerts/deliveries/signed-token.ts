import { createHmac, timingSafeEqual } from 'node:crypto';

/** Something in a link that can not be made up: a value, and what our key makes of it for one use. */
export const signedToken = (use: string, value: string, key: string): string =>
  `${Buffer.from(value).toString('base64url')}.${sign(use, value, key).toString('base64url')}`;

/** @returns the value, or null when the token was not made here for this use */
export function valueOfToken(use: string, token: string, key: string): string | null {
  const [encoded = '', signature = ''] = token.split('.');
  const value = Buffer.from(encoded, 'base64url').toString();
  const given = Buffer.from(signature, 'base64url');
  const right = sign(use, value, key);
  return given.length === right.length && timingSafeEqual(given, right) ? value : null;
}

const sign = (use: string, value: string, key: string): Buffer =>
  createHmac('sha256', key).update(`${use} ${value}`).digest();
