import type { TrackerPolicy } from '../decision.ts';
import type { ManagedPage } from '../managed.ts';
import { at, type Fields, isFields } from './fields.ts';

/** IAB Global Privacy Platform, as far as the page's API tells; the server decodes the string itself. */
export interface Gpp {
  waits(): boolean;
  denies(reading: TrackerPolicy['t']): boolean;
  isChild(): boolean;
  text(): string | undefined;
}

const OPT_OUTS = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'];
const OPTED_OUT = 1;
const RESERVED = 3;

/** Listens until the page is left. Before the signal is ready nothing is decided. */
export function watchGpp(page: ManagedPage, changed: () => void): Gpp {
  let decided: Fields | undefined;
  const hear = (data: unknown, success: boolean): void => {
    const ping = at(data, 'pingData') ?? data;
    if (!success || !isFields(ping)) return;
    // While somebody changes their mind, nothing is decided either.
    decided = ping.signalStatus === 'ready' ? ping : undefined;
    changed();
  };
  page.__gpp?.('addEventListener', hear);
  // Tells at once what a manager decided before we listened.
  page.__gpp?.('ping', (data, success) => {
    if (!decided) hear(data, success);
  });

  const text = () => (typeof decided?.gppString === 'string' ? decided.gppString : undefined);
  const sections = (): [name: string, fields: [string, unknown][]][] =>
    Object.entries(isFields(decided?.parsedSections) ? decided.parsedSections : {}).map(([name, section]) => [
      name,
      flatten(section),
    ]);
  const american = () => sections().filter(([name]) => name.startsWith('us'));
  return {
    waits: () => !decided,
    text,
    isChild: () => american().some(([, fields]) => fields.some(isChild)),
    denies: (reading) => {
      if (!decided) return false;
      // A string with sections of which the page tells none can not be read here.
      if (sections().length === 0) return (text() ?? '').includes('~');
      return (
        american().some(([, fields]) => fields.some(isOptOut)) ||
        sections().some(([name, fields]) => name.startsWith('tcf') && isDenied(fields, reading))
      );
    },
  };
}

/** A section is an object, or a list of its segments. */
const flatten = (section: unknown): [string, unknown][] =>
  Array.isArray(section) ? section.flatMap(flatten) : Object.entries(isFields(section) ? section : {});

function isOptOut([name, value]: [string, unknown]): boolean {
  if (name === 'Version') return false;
  if (name === 'Gpc') return value !== false;
  if (name === 'OptOutSale') return value !== 'N' && value !== '-';
  const values = [value].flat();
  return values.includes(RESERVED) || (OPT_OUTS.includes(name) && values.includes(OPTED_OUT));
}

const isChild = ([name, value]: [string, unknown]): boolean =>
  name.startsWith('KnownChild') && [value].flat().some((each) => each !== 0);

function isDenied(fields: [string, unknown][], [publisher, customPurpose]: TrackerPolicy['t']): boolean {
  const has = (name: string, purpose: number): boolean => {
    const list = fields.find(([each]) => each === name)?.[1];
    if (!Array.isArray(list)) return false;
    // Some managers list the numbers, others a yes or no for each.
    return typeof list[0] === 'boolean' ? list[purpose - 1] === true : list.includes(purpose);
  };
  const consents = publisher ? 'PubPurposesConsent' : 'PurposeConsents';
  const alternatives = publisher ? 'PublisherConsents' : consents;
  const interests = publisher ? 'PublisherLegitimateInterests' : 'PurposeLegitimateInterests';
  const agreed = (purpose: number) => has(consents, purpose) || has(alternatives, purpose);
  return (
    !agreed(1) ||
    ![8, 9].some((purpose) => agreed(purpose) || has(interests, purpose)) ||
    (customPurpose > 0 && !has('PublisherCustomConsents', customPurpose))
  );
}
