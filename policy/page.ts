const MAXIMUM_PATH = 200;
const MAXIMUM_SEGMENTS = 12;
/** Short words, nothing else: most pages, and nothing to look at twice. */
const PLAIN = /^(?:\/[a-z_-]{1,60}){1,3}$/i;

/**
 * Template of a page's path: segments that could name a person, an order or a secret become `:id`, and
 * query, fragment and control characters are gone. What is left groups pages, it identifies nobody.
 */
export function pageTemplate(pathname: string): string {
  if (PLAIN.test(pathname)) return pathname;
  const segments = pathname
    .split('/')
    .filter((segment) => segment !== '')
    .slice(0, MAXIMUM_SEGMENTS)
    .map((segment) => (isIdentifier(decode(segment)) ? ':id' : decode(segment)));
  return `/${segments.join('/')}`.slice(0, MAXIMUM_PATH);
}

function decode(segment: string): string {
  try {
    return withoutControls(decodeURIComponent(segment));
  } catch {
    return ':id';
  }
}

// Lone surrogates can not be stored as UTF-8, and control characters have no place in a path.
const withoutControls = (text: string): string => text.toWellFormed().replace(/\p{Cc}|\p{Cf}|\uFFFD/gu, '');

function isIdentifier(segment: string): boolean {
  if (segment.length > 60) return true;
  // E-mail addresses, phone numbers and dates, `user=…`, matrix parameters.
  if (/[@;=+]/.test(segment) || /\d{4,}/.test(segment) || /^\d+$/.test(segment)) return true;
  // IPv4 and IPv6 addresses, wherever in the segment they are.
  if (/(?:^|\D)\d{1,3}(?:[.-]\d{1,3}){3}(?:\D|$)/.test(segment) || /[0-9a-f]*:[0-9a-f]*:/i.test(segment)) {
    return true;
  }
  // Still encoded after decoding: what is hidden twice is not looked at, and not kept.
  if (/%[0-9a-f]{2}/i.test(segment)) return true;
  // UUIDs, hashes, base64 tokens: long, unbroken, letters and digits mixed.
  const unbroken = segment.split(/[-_.]/).some((part) => {
    const digits = part.replace(/\D/g, '').length;
    return (part.length >= 8 && digits >= 2) || (part.length >= 20 && digits >= 1);
  });
  return unbroken;
}

/** Host of the page that led here; '' for the site's own pages, and for anything unreadable. */
export function referrerHost(referrer: string, pageHost: string): string {
  if (referrer === '') return '';
  let host: string;
  try {
    const url = new URL(referrer);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return '';
    host = url.hostname.toLowerCase();
  } catch {
    return '';
  }
  // An address instead of a name can be a person's.
  if (/^[\d.]+$/.test(host) || host.startsWith('[')) return '';
  return host === pageHost.toLowerCase() ? '' : host.slice(0, 253);
}
