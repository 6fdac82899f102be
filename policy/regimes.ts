/**
 * Bodies of law that may apply to a visit, by the place of the visitor or of the controller. France and Quebec stand
 * apart because their rules differ from those around them; US_UOOM are the states that make a universal opt-out
 * signal binding.
 */
export const REGIMES = ['EEA', 'FR', 'UK', 'CH', 'CA_QC', 'CA', 'BR', 'US_UOOM', 'US', 'ROW'] as const;

export type Regime = (typeof REGIMES)[number];

export const REGIME_TITLES: Record<Regime, string> = {
  EEA: 'European Economic Area, without France',
  FR: 'France',
  UK: 'United Kingdom',
  CH: 'Switzerland',
  CA_QC: 'Quebec',
  CA: 'Canada, without Quebec',
  BR: 'Brazil',
  US_UOOM: 'US states with a binding opt-out signal',
  US: 'Other US states',
  ROW: 'Rest of the world',
};

export type ByRegime<T> = Readonly<Record<Regime, T>>;

/** A value for each regime. */
export function byRegime<T>(valueFor: (regime: Regime) => T): Record<Regime, T> {
  return Object.fromEntries(REGIMES.map((regime) => [regime, valueFor(regime)])) as Record<Regime, T>;
}

/** A set of regimes as bits, in the order of {@link REGIMES}: sets are compared and joined for every event. */
export type RegimeSet = number;

export const ALL_REGIMES: RegimeSet = 2 ** REGIMES.length - 1;

const BITS: ByRegime<RegimeSet> = byRegime((regime) => 1 << REGIMES.indexOf(regime));

export const regimeSet = (...regimes: readonly Regime[]): RegimeSet =>
  regimes.reduce((set, regime) => set | BITS[regime], 0);

/** Whether a regime is in a set. */
export const isIn = (regime: Regime, set: RegimeSet): boolean => (BITS[regime] & set) !== 0;

/** The regimes of every set, made once: they are asked for on the way of each event. */
const MEMBERS = new Map<RegimeSet, readonly Regime[]>();

export function regimesIn(set: RegimeSet): readonly Regime[] {
  let members = MEMBERS.get(set);
  if (!members) {
    members = REGIMES.filter((regime) => isIn(regime, set));
    MEMBERS.set(set, members);
  }
  return members;
}

/** Where reading from or writing to the device needs consent or an exemption (ePrivacy Article 5(3), PECR reg 6, Law 25). */
export const TERMINAL_REGIMES: RegimeSet = regimeSet('EEA', 'FR', 'UK', 'CH', 'CA_QC');

const EEA =
  'AT BE BG HR CY CZ DK EE FI DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO AX SJ'.split(' ');
/** France with the territories where its law on data protection applies. */
const FRANCE = 'FR GF GP MQ RE YT MF BL PM NC PF WF TF'.split(' ');
/** With the dependencies whose laws follow the United Kingdom's. */
const UNITED_KINGDOM = 'GB UK GI JE GG IM'.split(' ');
const OPT_OUT_STATES = 'CA CO CT DE MD MN MT NE NH NJ OR TX'.split(' ');

/**
 * Regimes of a place: an ISO 3166-1 country (`DE`) or ISO 3166-2 subdivision (`US-TX`, `CA-QC`). Where a country's
 * subdivision matters and is not known, every regime of the country; where nothing is known, all of them.
 */
export function regimesOf(place: string): RegimeSet {
  const [country = '', part = ''] = place.toUpperCase().split('-');
  if (!isCountry(country)) return ALL_REGIMES;
  if (FRANCE.includes(country)) return regimeSet('FR');
  if (EEA.includes(country)) return regimeSet('EEA');
  if (UNITED_KINGDOM.includes(country)) return regimeSet('UK');
  if (country === 'CH') return regimeSet('CH');
  if (country === 'BR') return regimeSet('BR');
  if (country === 'CA') {
    if (part === '') return regimeSet('CA', 'CA_QC');
    return regimeSet(part === 'QC' ? 'CA_QC' : 'CA');
  }
  if (country === 'US') {
    if (part === '') return regimeSet('US', 'US_UOOM');
    return regimeSet(OPT_OUT_STATES.includes(part) ? 'US_UOOM' : 'US');
  }
  return regimeSet('ROW');
}

/** Codes that ISO 3166-1 leaves to users, and `EU` or `AP` in some address tables, say nothing about a country. */
function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !/^(AA|Q[M-Z]|X[A-Z]|ZZ|EU|AP)$/.test(code);
}
