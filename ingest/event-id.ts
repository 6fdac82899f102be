import { hash, randomBytes } from 'node:crypto';

/**
 * 64 bits as 16 hexadecimal digits: the same for the same site and the same id from the page, so that an
 * event which is sent twice is recognized; random where the page gave no id.
 */
export function eventId(site: number, sent: string | null): string {
  return sent === null
    ? randomBytes(8).toString('hex')
    : hash('sha256', `${site} ${sent}`, 'hex').slice(0, 16);
}

/**
 * 64 bits as 16 hexadecimal digits for the random number that a page keeps: the number itself is not stored, and the same
 * number on another site is another visitor. Who has the number can find what is kept under it (GDPR Article 15).
 */
export function visitorId(site: number, sent: string): string {
  return hash('sha256', `visitor ${site} ${sent}`, 'hex').slice(0, 16);
}
