import { isIn, type RegimeSet, regimeSet, regimesIn, regimesOf } from './regimes.ts';
import type { SitePolicy } from './site-policy.ts';

/** Whose laws a visit is held against. */
export interface Jurisdiction {
  /** The controller's and the visitor's regimes together: what any of them forbids is forbidden. */
  regimes: RegimeSet;
  /** Those of them whose statistics exemption the officer declared for every place concerned. */
  exempt: RegimeSet;
}

/**
 * The laws of the controller's establishments (GDPR Article 3(1)) and of the visitor's place together. A visitor whose
 * place is not known may be anywhere, and a controller that names no establishment too.
 *
 * @param place ISO 3166 code of the visitor's country or subdivision, or ''
 */
export function jurisdiction(policy: SitePolicy, place: string): Jurisdiction {
  const places = [place, ...(policy.establishments.length === 0 ? [''] : policy.establishments)];
  const regimes = places.reduce((set, each) => set | regimesOf(each), 0);
  const declared = regimesIn(regimes).filter((regime) =>
    places.every((each) => !isIn(regime, regimesOf(each)) || isDeclared(policy, each)),
  );
  return { regimes, exempt: regimeSet(...declared) };
}

/** A place that is not known can not be declared, and is of every regime: it takes every exemption away. */
const isDeclared = ({ exemptions }: SitePolicy, place: string): boolean =>
  Object.hasOwn(exemptions, place) && exemptions[place]?.trim() !== '';
