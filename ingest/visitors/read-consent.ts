import { PURPOSES, type Purpose } from '../../policy/purposes.ts';
import { type Fields, own, readFlag, readObject, readText, readVisitor } from '../fields.ts';
import { type FieldError, MalformedRequest } from '../problem.ts';
import { CONSENT_METHODS, type ConsentMethod } from './consent-record.ts';

/** A visitor's answer, as the page reports it. */
export interface SentAnswer {
  site: string;
  /** Hash of the notice that was shown. */
  notice: string;
  granted: readonly Purpose[];
  refused: readonly Purpose[];
  method: ConsentMethod;
  language: string;
  screen: string | null;
  signals: { gpc: boolean; dnt: boolean; gpp: unknown; tcf: unknown; consentMode: unknown };
  visitor: string | null;
}

/** @throws MalformedRequest with every field that is wrong */
export function readAnswer(body: unknown): SentAnswer {
  const root = readObject(body);
  const errors: FieldError[] = [];
  const refused = readPurposes(root, 'refused', errors);
  const granted = readPurposes(root, 'granted', errors);
  if (granted.length + refused.length === 0 && errors.length === 0) {
    errors.push({ field: 'granted', message: 'or "refused" must name a purpose' });
  }
  const method = CONSENT_METHODS.find((each) => each === own(root, 'method'));
  if (!method) errors.push({ field: 'method', message: `must be one of ${CONSENT_METHODS.join(', ')}` });
  const answer: SentAnswer = {
    site: readSite(root, errors),
    notice: readPattern(root, 'notice', /^([0-9a-f]{64})?$/, 'must be the hash of the notice', errors),
    // Who says both yes and no has not said yes.
    granted: granted.filter((purpose) => !refused.includes(purpose)),
    refused,
    method: method ?? 'page',
    language: readPattern(root, 'language', /^[A-Za-z0-9-]{2,35}$/, 'must be a language tag', errors),
    screen: readScreen(root, errors),
    signals: {
      gpc: readFlag(root, 'gpc', '', errors),
      dnt: readFlag(root, 'dnt', '', errors),
      gpp: own(root, 'gpp'),
      tcf: own(root, 'tcf'),
      consentMode: own(root, 'consentMode'),
    },
    visitor: readVisitor(root, errors),
  };
  return unlessWrong(answer, errors);
}

/** @throws MalformedRequest with every field that is wrong */
export function readWithdrawal(body: unknown): { site: string; receipt: string } {
  const root = readObject(body);
  const errors: FieldError[] = [];
  const site = readSite(root, errors);
  const receipt = readText(root, 'receipt', '', 1024, errors) ?? '';
  if (receipt === '' && errors.length === 0) errors.push({ field: 'receipt', message: 'is required' });
  return unlessWrong({ site, receipt }, errors);
}

/** @throws MalformedRequest with every field that is wrong */
export function readObjection(root: Fields): { site: string; visitor: string | null } {
  const errors: FieldError[] = [];
  return unlessWrong({ site: readSite(root, errors), visitor: readVisitor(root, errors) }, errors);
}

function unlessWrong<T>(value: T, errors: FieldError[]): T {
  if (errors.length === 0) return value;
  throw new MalformedRequest(400, 'invalid_fields', 'Some fields of the body are wrong.', errors);
}

function readSite(root: Fields, errors: FieldError[]): string {
  const before = errors.length;
  const site = readText(root, 'site', '', 64, errors) ?? '';
  if (site === '' && errors.length === before) errors.push({ field: 'site', message: 'is required' });
  return site;
}

function readPattern(
  root: Fields,
  name: string,
  pattern: RegExp,
  message: string,
  errors: FieldError[],
): string {
  const value = own(root, name);
  if (typeof value === 'string' && pattern.test(value)) return value;
  errors.push({ field: name, message });
  return '';
}

/** A name, not a text: nothing about the visitor can be written into it. */
function readScreen(root: Fields, errors: FieldError[]): string | null {
  const value = own(root, 'screen');
  if (value === undefined || value === null) return null;
  return readPattern(root, 'screen', /^[\w.-]{1,40}$/, 'must be a name of at most 40 characters', errors);
}

/** What was agreed to must be known to the word: unlike in an event, no name is passed over. */
function readPurposes(root: Fields, name: string, errors: FieldError[]): Purpose[] {
  const value = own(root, name);
  if (value === undefined || value === null) return [];
  const known = Array.isArray(value) && value.length <= 20 && value.every((each) => PURPOSES.includes(each));
  if (known) return PURPOSES.filter((purpose) => value.includes(purpose));
  errors.push({ field: name, message: `must be a list of ${PURPOSES.join(', ')}` });
  return [];
}
