import { signedToken, valueOfToken } from './signed-token.ts';

/**
 * A link that ends the mail to one person, for whoever holds a mail with it. It can not be made up, and it does not
 * run out: a mail that is read late must still be able to be the last.
 */
export const unsubscribeToken = (personId: string, key: string): string =>
  signedToken('unsubscribe', personId, key);

/** @returns the person's id, or null when the token was not made here */
export const personOfToken = (token: string, key: string): string | null =>
  valueOfToken('unsubscribe', token, key);

export const unsubscribeUrl = (publicUrl: string, personId: string, key: string): string =>
  `${publicUrl}/v1/unsubscribe/${unsubscribeToken(personId, key)}`;
