import providers from 'email-providers';
import { parse } from 'tldts';

/** Domains under which anybody gets an e-mail address. */
const FREE = new Set(providers);

/** The domain that somebody registered; null for what is no name under a public suffix. */
export function registrableDomain(host: string): string | null {
  const { domain, isIcann, isPrivate, isIp } = parse(host, { allowPrivateDomains: true, detectIp: true });
  return !isIp && (isIcann || isPrivate) ? domain : null;
}

/** Whether anybody gets an e-mail address there, so that it says nothing of a company. */
export const isFreeMail = (domain: string): boolean => FREE.has(domain);
