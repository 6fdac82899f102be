import type { CountedName } from './behaviour.ts';
import { pageTemplate, referrerHost } from './page.ts';

/**
 * What a counted event was about, as far as it may be kept: the host of a link that leads away, the template of a file's
 * path, the name of a form or an event. '' where there is none, or it could name somebody.
 */
export function detailOf(name: CountedName, sent: string, pageHost: string): string {
  switch (name) {
    case 'outbound':
      return referrerHost(`https://${sent}/`, pageHost);
    case 'download':
      return sent.startsWith('/') ? pageTemplate(sent.split(/[?#]/)[0] ?? '') : '';
    case 'form':
      return /^[a-z][\w:.-]{0,59}$/i.test(sent) && pageTemplate(`/${sent}`) === `/${sent}` ? sent : '';
    case 'event':
      return sent;
    default:
      return '';
  }
}

const LONGEST_VALUE = 40;

/**
 * A value that may be kept with an event, as text; null for one that could name somebody: e-mail addresses, numbers of
 * six and more digits however they are grouped, addresses of pages, long tokens.
 */
export function propertyValue(value: unknown): string | null {
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value))) return null;
  const text = String(value).trim();
  if (text === '' || text.length > LONGEST_VALUE || !text.isWellFormed()) return null;
  if (/[@＠\p{Cc}\p{Cf}]|:\/\/|\/\/|^www\.|%[0-9a-f]{2}/iu.test(text)) return null;
  // A host, with or without a path, is an address of a page too.
  if (/(^|\s)[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}($|[\s/:?])/u.test(text)) return null;
  if (/\p{Nd}{6,}/u.test(text.replace(/[\s().,:/+_-]/g, ''))) return null;
  return /[\w-]{20,}/.test(text) ? null : text;
}

/** Properties that may be kept, as `key=value` in the order of the allowed keys. */
export function keptProperties(
  sent: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
): string[] {
  return allowed.flatMap((key) => {
    const value = Object.hasOwn(sent, key) ? propertyValue(sent[key]) : null;
    return value === null ? [] : [`${key}=${value}`];
  });
}
