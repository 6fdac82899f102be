import { domainToASCII } from 'node:url';
import { isFreeMail, registrableDomain } from '../../policy/company-domain.ts';
import { CONTACT_REQUEST_LIMITS } from '../../policy/contact-request.ts';

/** An address of somebody's work. */
export interface BusinessEmail {
  /** As it was written, with the domain in lower case and ASCII. */
  email: string;
  /** Registrable domain: `example.co.uk` of `anna@mail.example.co.uk`. */
  domain: string;
}

/** The part before the @, as browsers check it (HTML Living Standard, valid e-mail address). */
const LOCAL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;

/** An address that can be written to; `free_mail` where anybody gets one under its domain. */
export function readBusinessEmail(text: string): BusinessEmail | 'invalid_email' | 'free_mail' {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(at, 0));
  const host = domainToASCII(trimmed.slice(at + 1).toLowerCase());
  const email = `${local}@${host}`;
  const domain = registrableDomain(host);
  if (!LOCAL.test(local) || domain === null || email.length > CONTACT_REQUEST_LIMITS.email) {
    return 'invalid_email';
  }
  // Sub-domains of a provider are the provider's too.
  return isFreeMail(host) || isFreeMail(domain) ? 'free_mail' : { email, domain };
}
