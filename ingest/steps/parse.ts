import { PURPOSES, type Purpose } from '../../policy/purposes.ts';
import {
  type Fields,
  isFields,
  own,
  readFlag,
  readObject,
  readText,
  readTime,
  readVisitor,
} from '../fields.ts';
import { type FieldError, MalformedRequest } from '../problem.ts';
import { readCount, type SentCount } from './read-count.ts';

/** An event as a page sent it. */
export interface SentEvent {
  /** Made by the page, so that sending twice counts once; null when the page gave none. */
  id: string | null;
  /** What it counts; null for a view. */
  count: SentCount | null;
  referrer: string;
  /** Milliseconds since the epoch by the visitor's clock; null when the page gave none. */
  time: number | null;
  gpc: boolean;
  dnt: boolean;
  /** What the page read as campaign, in lower case; '' for none. It is kept only where a campaign of the site names it. */
  campaign: string;
  /** Slug of the topic that the page declares for itself; '' for none. */
  topic: string;
}

/** What the page says about consent. Only the receipt can prove anything; the rest can only take away. */
export interface SentConsent {
  receipt: string | null;
  claimed: readonly Purpose[];
  refused: readonly Purpose[];
  withdrawn: readonly Purpose[];
}

export interface Batch {
  site: string;
  /** When the page sent the batch, by the visitor's clock. */
  sentAt: number | null;
  /** Signals of the page's consent managers, unread. */
  signals: { gpp: unknown; tcf: unknown; consentMode: unknown };
  consent: SentConsent;
  /** The random number of a visitor who is recognized: 32 hexadecimal digits; null when the page keeps none. */
  visitor: string | null;
  /** The page remembers an objection. */
  objected: boolean;
  events: { sent: SentEvent; url: URL }[];
}

const MAXIMUM_EVENTS = 500;
const MAXIMUM_FIELDS = 32;
const MAXIMUM_URL = 4096;

/**
 * Reads a request body: one event, or `{ site, sentAt, events: [...] }`. A batch is taken as a whole or not at
 * all; fields that mean nothing here are passed over.
 *
 * @throws MalformedRequest with every field that is wrong
 */
export function parse(body: unknown): Batch {
  const root = readObject(body);
  const errors: FieldError[] = [];
  checkSize(root, '', errors);
  const site = readText(root, 'site', '', 64, errors) ?? '';
  if (site === '' && errors.length === 0) errors.push({ field: 'site', message: 'is required' });
  const sentAt = readTime(root, 'sentAt', '', errors);
  const consent = readConsent(root, errors);
  const visitor = readVisitor(root, errors);
  const objected = readFlag(root, 'objected', '', errors);

  const listed = root.events;
  const several = listed !== undefined;
  if (several && (!Array.isArray(listed) || listed.length === 0 || listed.length > MAXIMUM_EVENTS)) {
    errors.push({ field: 'events', message: `must be a list of 1 to ${MAXIMUM_EVENTS} events` });
  }
  const sources: unknown[] = several
    ? Array.isArray(listed)
      ? listed.slice(0, MAXIMUM_EVENTS)
      : []
    : [root];
  const events: Batch['events'] = [];
  for (const [index, source] of sources.entries()) {
    const event = readEvent(source, several ? `events[${index}].` : '', errors);
    if (event) events.push(event);
    if (errors.length > 20) break;
  }
  if (errors.length > 0) {
    throw new MalformedRequest(400, 'invalid_fields', 'Some fields of the body are wrong.', errors);
  }
  return {
    site,
    sentAt,
    signals: { gpp: own(root, 'gpp'), tcf: own(root, 'tcf'), consentMode: own(root, 'consentMode') },
    consent,
    visitor,
    objected,
    events,
  };
}

/**
 * Purposes that are not known here are passed over where they would give something, and where they would take something
 * away too: nothing is done for them.
 */
function readConsent(root: Fields, errors: FieldError[]): SentConsent {
  const sent = own(root, 'consent');
  if (sent === undefined || sent === null) return { receipt: null, claimed: [], refused: [], withdrawn: [] };
  if (!isFields(sent)) {
    errors.push({ field: 'consent', message: 'must be an object' });
    return { receipt: null, claimed: [], refused: [...PURPOSES], withdrawn: [] };
  }
  return {
    receipt: readText(sent, 'receipt', 'consent.', 1024, errors),
    claimed: readPurposes(sent, 'claimed', errors),
    refused: readPurposes(sent, 'refused', errors),
    withdrawn: readPurposes(sent, 'withdrawn', errors),
  };
}

function readPurposes(source: Fields, name: string, errors: FieldError[]): Purpose[] {
  const value = own(source, name);
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.length <= 20)
    return PURPOSES.filter((purpose) => value.includes(purpose));
  errors.push({ field: `consent.${name}`, message: 'must be a list of purposes' });
  return [];
}

function readEvent(source: unknown, at: string, errors: FieldError[]): Batch['events'][number] | null {
  if (!isFields(source)) {
    errors.push({ field: at.slice(0, -1), message: 'must be an object' });
    return null;
  }
  if (at !== '') checkSize(source, at, errors);
  const before = errors.length;
  const name = readText(source, 'name', at, 64, errors);
  const count = readCount(source, name, at, errors);
  const id = readText(source, 'id', at, 64, errors);
  if (id !== null && !/^[\w-]{8,64}$/.test(id)) {
    errors.push({ field: `${at}id`, message: 'must be 8 to 64 letters, digits, "-" or "_"' });
  }
  const url = readUrl(source, at, errors);
  const sent: SentEvent = {
    id,
    count,
    referrer: readText(source, 'referrer', at, MAXIMUM_URL, errors) ?? '',
    time: readTime(source, 'time', at, errors),
    gpc: readFlag(source, 'gpc', at, errors),
    dnt: readFlag(source, 'dnt', at, errors),
    campaign: readCampaign(source),
    topic: readText(source, 'topic', at, 200, errors) ?? '',
  };
  return errors.length > before || url === null ? null : { sent, url };
}

/** Whatever is no short plain word is no campaign; a view of a page is not refused for it. */
function readCampaign(source: Fields): string {
  const value = own(source, 'c');
  return typeof value === 'string' && /^[\w.~ -]{1,64}$/.test(value) ? value.toLowerCase() : '';
}

function readUrl(source: Fields, at: string, errors: FieldError[]): URL | null {
  const text = readText(source, 'url', at, MAXIMUM_URL, errors);
  try {
    const url = new URL(text ?? '');
    if (url.protocol === 'https:' || url.protocol === 'http:') return url;
  } catch {
    // Said below.
  }
  errors.push({ field: `${at}url`, message: 'must be an http or https address' });
  return null;
}

function checkSize(source: Fields, at: string, errors: FieldError[]): void {
  const count = Object.keys(source).length;
  if (count > MAXIMUM_FIELDS) {
    errors.push({
      field: at.slice(0, -1),
      message: `has ${count} fields, at most ${MAXIMUM_FIELDS} are read`,
    });
  }
}
