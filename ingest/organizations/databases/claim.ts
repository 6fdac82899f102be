import type { OrganizationKind } from '../classify/kinds.ts';

/** Kinds of networks that name nobody, whoever holds the range. */
export type Veto = 'vpn' | 'relay' | 'hosting' | 'mobile' | 'isp' | 'bot';

/** What one record of an operator's database says about a network. */
export interface Claim {
  /** Who uses the range, as the database spells it. */
  organization?: string;
  organizationKind?: OrganizationKind;
  /** The database says outright that a business or an institution uses the range. */
  certain?: boolean;
  /** Registrable domain of whoever uses the range. */
  domain?: string;
  /** Who carries the traffic. */
  provider?: string;
  asn?: number;
  asName?: string;
  veto?: Veto;
  /** ISO 3166-1 alpha-2. */
  country?: string;
}

type Row = Readonly<Record<string, unknown>>;

/** Fields that no other kind of database has: one of them and we know what we read. */
export const KNOWN_FIELDS = [
  'autonomous_system_number',
  'autonomous_system_organization',
  'isp',
  'organization',
  'domain',
  'connection_type',
  'user_type',
  'usage_type',
  'traits',
  'is_anonymous',
  'is_anonymous_vpn',
  'is_hosting_provider',
  'is_public_proxy',
  'is_residential_proxy',
  'is_tor_exit_node',
  'as_name',
  'as_domain',
  'asn',
  'as',
  'company',
  'privacy',
  'vpn',
  'proxy',
  'tor',
  'relay',
  'hosting',
  'proxy_type',
  'country',
  'country_code',
  'registered_country',
] as const;

/**
 * Reads a record by its fields. Every maker has its own, and none means two things: MaxMind (`traits`, `isp`,
 * `organization`, `user_type`, `is_*`), IPinfo (`as_name`, `company`, `privacy`), DB-IP (MaxMind's fields), IP2Location
 * (`usage_type`, `as`, `proxy_type`). What is of another type than expected is left out. Never throws.
 */
export function readClaim(record: unknown): Claim {
  const row = rowOf(record);
  const fields: Row = { ...row, ...rowOf(row.traits), ...rowOf(row.privacy), ...rowOf(row.anonymizer) };
  const company = rowOf(row.company);
  const claim: Claim = {};
  const set = <Key extends keyof Claim>(key: Key, value: Claim[Key] | undefined): void => {
    if (value !== undefined) claim[key] = value;
  };

  set('asn', numberOf(fields.autonomous_system_number ?? fields.asn ?? rowOf(row.asn).asn));
  set(
    'asName',
    text(fields.autonomous_system_organization ?? fields.as_name ?? fields.as ?? rowOf(row.asn).name),
  );
  set('country', country(row, fields));
  set('provider', text(fields.isp));
  const holder = text(company.name) ?? text(fields.organization) ?? ipinfoName(row);
  // MaxMind repeats the provider where it knows nobody else.
  if (holder !== undefined && holder !== claim.provider) set('organization', holder);
  set(
    'domain',
    domain(company.domain ?? fields.domain ?? (ipinfoName(row) === undefined ? undefined : row.domain)),
  );

  const use = text(fields.user_type) ?? text(fields.usage_type) ?? text(company.type) ?? ipinfoType(row);
  applyUse(claim, use?.toLowerCase() ?? '');
  applyConnection(claim, text(fields.connection_type)?.toLowerCase() ?? '');
  set('veto', anonymity(fields) ?? claim.veto);
  return claim;
}

/** Whether a record has anything that we can use. */
export function isKnownRecord(record: unknown): boolean {
  const row = rowOf(record);
  return KNOWN_FIELDS.some((field) => field in row);
}

const USES: Record<string, OrganizationKind> = {
  business: 'business',
  com: 'business',
  org: 'business',
  organization: 'business',
  college: 'education',
  school: 'education',
  edu: 'education',
  education: 'education',
  library: 'education',
  lib: 'education',
  government: 'government',
  gov: 'government',
  military: 'government',
  mil: 'government',
};

const VETOES: Record<string, Veto> = {
  cellular: 'mobile',
  mob: 'mobile',
  residential: 'isp',
  dialup: 'isp',
  isp: 'isp',
  'isp/mob': 'isp',
  router: 'isp',
  cafe: 'isp',
  traveler: 'isp',
  consumer_privacy_network: 'relay',
  content_delivery_network: 'hosting',
  cdn: 'hosting',
  hosting: 'hosting',
  dch: 'hosting',
  search_engine_spider: 'bot',
  ses: 'bot',
};

function applyUse(claim: Claim, use: string): void {
  const kind = USES[use];
  if (kind) {
    claim.organizationKind = kind;
    claim.certain = true;
  }
  const veto = VETOES[use];
  if (veto) claim.veto = veto;
}

function applyConnection(claim: Claim, connection: string): void {
  if (connection === 'corporate') claim.certain = true;
  if (connection === 'cellular') claim.veto = 'mobile';
}

/** MaxMind says `true`, IPinfo "true" or `true`, IP2Location a word. */
function anonymity(fields: Row): Veto | undefined {
  const says = (...names: string[]): boolean =>
    names.some((name) => fields[name] === true || fields[name] === 'true');
  if (says('is_anonymous_vpn', 'vpn', 'is_vpn')) return 'vpn';
  if (says('relay', 'is_relay', 'is_private_relay')) return 'relay';
  if (
    says('is_tor_exit_node', 'is_public_proxy', 'is_residential_proxy', 'tor', 'proxy', 'is_tor', 'is_proxy')
  )
    return 'vpn';
  const proxy = text(fields.proxy_type)?.toUpperCase();
  if (proxy === 'VPN' || proxy === 'TOR' || proxy === 'PUB' || proxy === 'WEB' || proxy === 'RES')
    return 'vpn';
  if (proxy === 'CPN' || proxy === 'EPN') return 'relay';
  if (says('is_hosting_provider', 'hosting', 'is_hosting') || proxy === 'DCH') return 'hosting';
  return says('is_anonymous') ? 'vpn' : undefined;
}

/** IPinfo's company database has the name at the top, beside `type`. */
function ipinfoName(row: Row): string | undefined {
  return 'as_domain' in row || 'type' in row ? text(row.name) : undefined;
}

function ipinfoType(row: Row): string | undefined {
  return ipinfoName(row) === undefined ? undefined : text(row.type);
}

function country(row: Row, fields: Row): string | undefined {
  const nested = rowOf(row.country).iso_code ?? rowOf(row.registered_country).iso_code;
  for (const code of [nested, fields.country_code, row.country]) {
    if (typeof code === 'string' && /^[A-Z]{2}$/.test(code)) return code;
  }
  return undefined;
}

function rowOf(value: unknown): Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {};
}

function text(value: unknown): string | undefined {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  // IP2Location writes "-" for nothing.
  return trimmed.length < 2 || trimmed.length > 200 ? undefined : trimmed;
}

/** 15169 or "AS15169". */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value.replace(/^AS/i, '')) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : undefined;
}

/** Databases hold "in-addr.arpa" and worse in the place of domains. */
function domain(value: unknown): string | undefined {
  const name = text(value)?.toLowerCase();
  if (name === undefined || name.endsWith('.arpa')) return undefined;
  return /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(name) ? name : undefined;
}
