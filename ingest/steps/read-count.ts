import { COUNTED_NAMES, type CountedName } from '../../policy/behaviour.ts';
import { type Fields, isFields, own, readText } from '../fields.ts';
import type { FieldError } from '../problem.ts';

/** What a page says beside a view: a behaviour, or an event of the site's own. Nothing of it is believed yet. */
export interface SentCount {
  name: CountedName;
  /** Host, path, name of a form or of an event; '' for none. */
  detail: string;
  /** Seconds or percent that the view has reached, and what was told before. */
  reached: number;
  before: number;
  properties: Fields;
}

/** Longer is no detail that could be kept. */
const MAXIMUM_DETAIL = 2048;
const MAXIMUM_PROPERTIES = 32;

/** Null where the event is a view. A name that is neither is an error. */
export function readCount(source: Fields, name: string | null, at: string, errors: FieldError[]) {
  if (name === 'page_view') return null;
  const known = COUNTED_NAMES.find((each) => each === name);
  if (known === undefined) {
    errors.push({ field: `${at}name`, message: `must be "page_view" or one of ${COUNTED_NAMES.join(', ')}` });
    return null;
  }
  const count: SentCount = {
    name: known,
    detail: readText(source, 'detail', at, MAXIMUM_DETAIL, errors) ?? '',
    reached: readNumber(source, 'reached', at, errors),
    before: readNumber(source, 'before', at, errors),
    properties: readProperties(source, at, errors),
  };
  return count;
}

function readNumber(source: Fields, name: string, at: string, errors: FieldError[]): number {
  const value = own(source, name);
  if (value === undefined || value === null) return 0;
  if (typeof value === 'number' && value >= 0 && value <= 86_400) return value;
  errors.push({ field: at + name, message: 'must be a number from 0 to 86400' });
  return 0;
}

function readProperties(source: Fields, at: string, errors: FieldError[]): Fields {
  const value = own(source, 'properties');
  if (value === undefined || value === null) return {};
  if (isFields(value) && Object.keys(value).length <= MAXIMUM_PROPERTIES) return value;
  errors.push({
    field: `${at}properties`,
    message: `must be an object of at most ${MAXIMUM_PROPERTIES} fields`,
  });
  return {};
}
