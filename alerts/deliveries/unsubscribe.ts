import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A link that ends the mail to one person, for whoever holds a mail with it. It can not be made up, and it does not
 * run out: a mail that is read late must still be able to be the last.
 */
export function unsubscribeToken(personId: string, key: string): string {
  return `${Buffer.from(personId).toString('base64url')}.${sign(personId, key).toString('base64url')}`;
}

/** @returns the person's id, or null when the token was not made here */
export function personOfToken(token: string, key: string): string | null {
  const [id = '', signature = ''] = token.split('.');
  const personId = Buffer.from(id, 'base64url').toString();
  const given = Buffer.from(signature, 'base64url');
  const right = sign(personId, key);
  return given.length === right.length && timingSafeEqual(given, right) ? personId : null;
}

export const unsubscribeUrl = (publicUrl: string, personId: string, key: string): string =>
  `${publicUrl}/v1/unsubscribe/${unsubscribeToken(personId, key)}`;

const sign = (personId: string, key: string): Buffer =>
  createHmac('sha256', key).update(`unsubscribe ${personId}`).digest();
