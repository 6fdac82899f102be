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
