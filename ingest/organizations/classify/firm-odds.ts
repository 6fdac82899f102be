import { type AddressPlan, planFeatures } from './address-plan.ts';
import type { Scores } from './word-scores.ts';

/**
 * Fitted once by logistic regression to the build half of the labelled networks (`../evaluation/`), with L2
 * regularization so that no weight follows a handful of labels. Change them only by fitting again.
 */
const WEIGHTS: Readonly<Record<string, number>> = {
  'IPv6 /32, elsewhere': -0.28,
  'IPv6 /32, northAmerica': -0.88,
  'IPv6 above /32, elsewhere': -0.47,
  'IPv6 above /32, northAmerica': -0.29,
  'IPv6 to /33, elsewhere': -0.24,
  'IPv6 to /33, northAmerica': -0.49,
  'IPv6 to /44, elsewhere': 0.12,
  'IPv6 to /44, northAmerica': 0.61,
  'a whole class B': 0.4,
  'access words': -1.24,
  'business words': 0.57,
  'clear access words': -0.26,
  'clear business words': 0.42,
  'clear hosting words': -0.08,
  'hosting words': -1.31,
  'institution words': 1.08,
  'legal form': -0.45,
  'many IPv4 ranges': 0.02,
  'many IPv6 blocks': -0.36,
  'no IPv6, elsewhere': 0.8,
  'no IPv6, northAmerica': 1.07,
  'old, elsewhere': 0.34,
  'old, northAmerica': 0.31,
  'region mostlyAccess': -0.32,
  'region nearlyAllAccess': -1.2,
  'region none': 0.4,
  'region northAmerica': 0.03,
  'region other': -0.31,
  'region pacific': 0.06,
  'region westernEurope': 0.28,
  'size above 140000': 0.01,
  'size to 1024': 0.34,
  'size to 140000': 0.1,
  'size to 16384': -0.95,
  'size to 256': 0.48,
  'size to 4096': 0.15,
  'size to 512': 0.73,
  'size to 65535': -0.88,
};

const limited = (value: number, most: number): number => Math.min(value, most);

/** Numbers that the odds are a weighted sum of, by name. */
export function firmFeatures(scores: Scores, corporate: boolean, plan: AddressPlan): Map<string, number> {
  const access = Math.max(scores.isp, scores.mobile);
  const hosting = Math.max(scores.hosting, scores.vpn, scores.gateway, scores.research);
  const institution = Math.max(scores.education, scores.government, scores.healthcare);
  const features = new Map<string, number>([
    ['intercept', 1],
    ['business words', limited(scores.business, 6)],
    ['institution words', limited(institution, 6)],
    ['access words', limited(access, 7)],
    ['hosting words', limited(hosting, 7)],
  ]);
  for (const feature of planFeatures(plan)) features.set(feature, 1);
  if (corporate) features.set('legal form', 1);
  if (access >= 2) features.set('clear access words', 1);
  if (hosting >= 2) features.set('clear hosting words', 1);
  if (scores.business >= 2) features.set('clear business words', 1);
  return features;
}

/** Log-odds that the holder is an organization that uses its addresses itself, and does not hand them out. */
export function firmOdds(scores: Scores, corporate: boolean, plan: AddressPlan): number {
  let odds = 0;
  for (const [name, value] of firmFeatures(scores, corporate, plan)) odds += value * (WEIGHTS[name] ?? 0);
  return odds;
}
