import { signedToken, valueOfToken } from './signed-token.ts';

const USE = 'confirm contact request';

/** The link by which somebody who asked to be contacted confirms the address. It works once, and goes with the request. */
export const confirmationUrl = (publicUrl: string, seq: number, key: string): string =>
  `${publicUrl}/v1/contact/confirm/${signedToken(USE, String(seq), key)}`;

/** @returns which request, or null when the token was not made here */
export function requestOfToken(token: string, key: string): number | null {
  const value = valueOfToken(USE, token, key);
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null;
}
