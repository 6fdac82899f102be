import { domainToASCII } from 'node:url';
import providers from 'email-providers';
import { parse } from 'tldts';

/** Domains under which anybody gets an e-mail address. The list writes some of them with umlauts. */
const FREE = new Set(providers.map(domainToASCII));

/**
 * The domain that somebody registered, in lower case and ASCII, so that one domain is one text;
 * null for what is no name under a public suffix.
 */
export function registrableDomain(host: string): string | null {
  const { domain, isIcann, isPrivate, isIp } = parse(host, { allowPrivateDomains: true, detectIp: true });
  return !isIp && (isIcann || isPrivate) && domain !== null ? domainToASCII(domain) || null : null;
}

/** Whether anybody gets an e-mail address there, so that it says nothing of a company. In ASCII. */
export const isFreeMail = (domain: string): boolean => FREE.has(domain);
