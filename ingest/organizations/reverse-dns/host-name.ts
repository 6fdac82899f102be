import { parse } from 'tldts';
import type { LookupAddress } from '../address.ts';

/** Labels of hosts that a provider names by the dozen. */
const GENERIC =
  /(?:^|[.-])(?:a?dsl|vdsl|xdsl|dial(?:up|in)?|dyn(?:amic)?|dhcp|pool|ppp(?:oe)?|cust(?:omer)?|client|static|stat|fixed|res(?:idential)?|cable|cm|fiber|fibre|ftth|fttx|gpon|wireless|wifi|lte|[345]g|mobile|nat|cgnat|user|unassigned|unknown|reverse|rev|host|ip|ipv4|ipv6|compute|vps|vm|server|dedicated|cloud|colo|hosted|broadband|home|biz|business|internet|telecom|access|bras|tor|exit|proxy|vpn|relay)\d*(?=[.-]|$)/;

/**
 * The domain of an organization that a host's confirmed name speaks for, or null: a name that holds the address, or
 * the words of a provider, is the provider's; names under suffixes that many share are nobody's.
 */
export function organizationDomain(host: string, address: LookupAddress): string | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  const { domain, isPrivate, isIcann } = parse(name, { allowPrivateDomains: true, detectIp: true });
  if (!domain || isPrivate || !isIcann) return null;
  const before = name.slice(0, -domain.length);
  if (GENERIC.test(before) || holdsAddress(before, address)) return null;
  return domain;
}

/** Octets in a row or backwards, with or without marks between, in decimal or hexadecimal; or the end of IPv6. */
function holdsAddress(labels: string, { text, v4 }: LookupAddress): boolean {
  const digits = labels.replace(/[^a-z0-9]+/g, ' ');
  const closed = labels.replace(/[^a-z0-9]/g, '');
  if (v4 === null) {
    const groups = text.split(':').filter(Boolean);
    return (
      closed.includes(groups.slice(-2).join('')) ||
      closed.includes(
        groups
          .map((each) => each.padStart(4, '0'))
          .join('')
          .slice(-12),
      )
    );
  }
  const octets = text.split('.');
  const hex = v4.toString(16).padStart(8, '0');
  if (closed.includes(hex)) return true;
  const padded = octets.map((octet) => octet.padStart(3, '0'));
  const last = octets.slice(2);
  return (
    [octets, [...octets].reverse(), padded, [...padded].reverse()].some((each) =>
      closed.includes(each.join('')),
    ) ||
    // "203-113" of 192.0.203.113, the lazy form.
    [last, [...last].reverse()].some((pair) =>
      new RegExp(`(?:^| )${pair.join(' ')}(?: |$)`).test(digits.trim()),
    )
  );
}
