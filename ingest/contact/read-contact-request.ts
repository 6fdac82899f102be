import { CONTACT_REQUEST_LIMITS } from '../../policy/contact-request.ts';
import { type Fields, readObject, readText } from '../fields.ts';
import { type FieldError, MalformedRequest } from '../problem.ts';

/** A request to be contacted, as the page sent it. */
export interface SentContactRequest {
  site: string;
  id: string;
  name: string;
  email: string;
  message: string;
}

/** Control characters can not be shown, and marks that turn the direction of text make a name look like another. */
const UNSHOWABLE = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;
const UNSHOWABLE_BUT_LINES = /(?![\n\t])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/** @throws MalformedRequest with every field that is wrong */
export function readContactRequest(body: unknown): SentContactRequest {
  const root = readObject(body);
  const errors: FieldError[] = [];
  const sent: SentContactRequest = {
    site: required(root, 'site', 64, errors),
    id: required(root, 'id', 64, errors),
    name: required(root, 'name', CONTACT_REQUEST_LIMITS.name, errors).replaceAll(UNSHOWABLE, ''),
    email: required(root, 'email', CONTACT_REQUEST_LIMITS.email, errors),
    message: (readText(root, 'message', '', CONTACT_REQUEST_LIMITS.message, errors) ?? '')
      .replaceAll('\r\n', '\n')
      .replaceAll(UNSHOWABLE_BUT_LINES, '')
      .trim(),
  };
  if (sent.id !== '' && !/^[0-9a-f]{32}$/.test(sent.id)) {
    errors.push({ field: 'id', message: 'must be 32 hexadecimal digits, made for this request' });
  }
  if (errors.length === 0) return sent;
  throw new MalformedRequest(400, 'invalid_fields', 'Some fields of the request are wrong.', errors);
}

function required(root: Fields, name: string, most: number, errors: FieldError[]): string {
  const before = errors.length;
  const text = (readText(root, name, '', most, errors) ?? '').trim();
  if (text === '' && errors.length === before) errors.push({ field: name, message: 'is required' });
  return text;
}
