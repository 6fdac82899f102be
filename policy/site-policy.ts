import { BEHAVIOURS, type CountedBehaviour, NOTHING_COUNTED } from './behaviour.ts';
import { NETWORK_KINDS, type NetworkKind } from './event.ts';
import { type ByPurpose, byPurpose, everyPurpose, PURPOSES } from './purposes.ts';
import { type ByRegime, byRegime, REGIMES, type Regime } from './regimes.ts';

/** Legal basis of a purpose (GDPR Article 6; STAT is the statistics exemption of ePrivacy law). */
export const BASES = ['OFF', 'CONSENT', 'LI', 'STAT', 'NOTICE'] as const;
export type Basis = (typeof BASES)[number];

/** Which part of a TCF string speaks for the site's own purposes. */
export const TCF_READINGS = ['publisher', 'core'] as const;

/** What a site may collect, where, and why. Versions are append-only. */
export interface SitePolicy {
  version: number;
  /** The demo's policy stands on no real legal basis, since its visits are generated. */
  demo: boolean;
  /** The kill switch: nothing is collected, whatever else is chosen. */
  killed: boolean;
  /** Some of what is stored could not be read. Nothing is collected until somebody has looked. */
  unreadable: boolean;
  /** Who answers for the site; without a name and a contact no notice can be published. */
  controller: Controller;
  /**
   * Places where the controller is established, as ISO 3166 codes. Their laws apply to every visit (GDPR Article
   * 3(1)); where none is named, all laws do.
   */
  establishments: readonly string[];
  bases: ByPurpose<ByRegime<Basis>>;
  /**
   * Regimes for which the officer signed that the address of an ordinary request is not access to the terminal
   * equipment (EDPB Guidelines 2/2023, paragraph 55), with the reasoning. Without one, the stance is strict.
   */
  passiveSignalMemos: Readonly<Partial<Record<Regime, string>>>;
  /** Places whose law has a statistics exemption that the officer relies on, with its citation. */
  exemptions: Readonly<Record<string, string>>;
  /** Globs of pages that are never looked at. */
  pages: { special: readonly string[]; children: readonly string[] };
  /** Organizations outside are not named; an empty list admits all. */
  audience: { countries: readonly string[]; kinds: readonly NetworkKind[] };
  /** Months: how long consent holds (13 at most), and how long nobody is asked again after a refusal (6 at least). */
  consent: { lifeMonths: number; askAgainMonths: number };
  /** Besides purposes 1 and 8 or 9, a custom purpose of the publisher that alerts need; null for none. */
  tcf: { reading: (typeof TCF_READINGS)[number]; customPurpose: number | null };
  /** What is counted of how pages are used, beside views, where `measure` is permitted. */
  behaviour: CountedBehaviour;
  /** Whether people who ask on a page to be contacted are passed to sales; see `contact-request.ts`. */
  contactRequests: boolean;
}

export interface Controller {
  name: string;
  /** E-mail address or page where people reach the controller. */
  contact: string;
  /** The person or office responsible for data protection. */
  officer: string;
}

/** A fresh site: every purpose is off, so everything is dropped. */
export function closedPolicy(version = 1): SitePolicy {
  return {
    version,
    demo: false,
    killed: false,
    unreadable: false,
    controller: { name: '', contact: '', officer: '' },
    establishments: [],
    bases: everyPurpose(byRegime((): Basis => 'OFF')),
    passiveSignalMemos: {},
    exemptions: {},
    pages: { special: [], children: [] },
    audience: { countries: [], kinds: [] },
    consent: { lifeMonths: 6, askAgainMonths: 6 },
    tcf: { reading: 'publisher', customPurpose: null },
    behaviour: NOTHING_COUNTED,
    contactRequests: false,
  };
}

/** Whether the address of a request counts as read from the device. Quebec's law leaves no room for a memo. */
export function stanceOf(policy: SitePolicy, regime: Regime): 'STRICT' | 'HEADER_ONLY' {
  if (regime === 'CA_QC') return 'STRICT';
  return (policy.passiveSignalMemos[regime] ?? '').trim() === '' ? 'STRICT' : 'HEADER_ONLY';
}

/** Reads a stored policy. What can not be read is at its most private value, and nothing is collected. */
export function readSitePolicy(stored: unknown, version: number): SitePolicy {
  const closed = closedPolicy(version);
  if (!isFields(stored)) return { ...closed, unreadable: true };
  const reader = new Reader(stored);
  const policy: SitePolicy = {
    version,
    demo: stored.demo === true,
    killed: stored.killed !== false,
    unreadable: false,
    controller: {
      name: reader.text('controller', 'name'),
      contact: reader.text('controller', 'contact'),
      officer: reader.text('controller', 'officer'),
    },
    establishments: reader.texts('establishments'),
    bases: byPurpose((purpose) => byRegime((regime) => reader.oneOf(BASES, 'bases', purpose, regime))),
    passiveSignalMemos: reader.record('passiveSignalMemos'),
    exemptions: reader.record('exemptions'),
    pages: { special: reader.texts('pages', 'special'), children: reader.texts('pages', 'children') },
    audience: {
      countries: reader.texts('audience', 'countries'),
      kinds: reader.listOf(NETWORK_KINDS, 'audience', 'kinds'),
    },
    consent: {
      lifeMonths: reader.whole(1, 13, 'consent', 'lifeMonths'),
      askAgainMonths: reader.whole(6, 60, 'consent', 'askAgainMonths'),
    },
    tcf: {
      reading: reader.oneOf(TCF_READINGS, 'tcf', 'reading'),
      customPurpose: reader.customPurpose(),
    },
    // Policies from before there was a choice count views and nothing else.
    behaviour: Object.hasOwn(stored, 'behaviour')
      ? {
          kinds: reader.listOf(BEHAVIOURS, 'behaviour', 'kinds'),
          events: reader.texts('behaviour', 'events'),
        }
      : NOTHING_COUNTED,
    // Policies from before there was this decision have taken none.
    contactRequests: stored.contactRequests === true,
  };
  // A purpose or regime that is not known here comes from a newer version: what it meant can not be kept.
  const known =
    isFields(stored.bases) &&
    onlyKeys(stored.bases, PURPOSES) &&
    PURPOSES.every((purpose) => onlyKeys((stored.bases as Fields)[purpose], REGIMES));
  return reader.failed || !known ? { ...policy, unreadable: true } : policy;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const onlyKeys = (value: unknown, keys: readonly string[]): boolean =>
  isFields(value) && Object.keys(value).every((key) => keys.includes(key));

/** Walks into a stored policy and remembers whether anything was not as it should be. */
class Reader {
  failed = false;
  readonly #root: Fields;

  constructor(root: Fields) {
    this.#root = root;
  }

  text(...path: readonly string[]): string {
    const value = this.#at(path);
    return typeof value === 'string' ? value : this.#fail('');
  }

  texts(...path: readonly string[]): readonly string[] {
    const value = this.#at(path);
    return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : this.#fail([]);
  }

  /** One value that is not known spoils the list: without it, an audience could become everybody. */
  listOf<T extends string>(values: readonly T[], ...path: readonly string[]): readonly T[] {
    const found = this.texts(...path).map((text) => values.find((value) => value === text));
    const known = found.filter((value) => value !== undefined);
    return known.length === found.length ? known : this.#fail(known);
  }

  record(...path: readonly string[]): Readonly<Record<string, string>> {
    const value = this.#at(path);
    const readable = isFields(value) && Object.values(value).every((each) => typeof each === 'string');
    return readable ? (value as Record<string, string>) : this.#fail({});
  }

  whole(least: number, most: number, ...path: readonly string[]): number {
    const value = this.#at(path);
    const readable = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return readable ? value : this.#fail(least);
  }

  /** The first of the values is the most private, and stands for anything else. */
  oneOf<T extends string>(values: readonly [T, ...T[]], ...path: readonly string[]): T {
    const value = this.#at(path);
    return values.find((each) => each === value) ?? this.#fail(values[0]);
  }

  customPurpose(): number | null {
    return this.#at(['tcf', 'customPurpose']) === null ? null : this.whole(1, 24, 'tcf', 'customPurpose');
  }

  #at(path: readonly string[]): unknown {
    return path.reduce<unknown>(
      (value, key) => (isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      this.#root,
    );
  }

  #fail<T>(instead: T): T {
    this.failed = true;
    return instead;
  }
}
