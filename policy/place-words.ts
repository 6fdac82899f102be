import { placeName } from './notice-words.ts';
import { regimesOf } from './regimes.ts';

/** Places that stand for all that a regime treats alike. */
const REPRESENTATIVES: Readonly<Record<string, string>> = {
  DE: 'the European Economic Area',
  FR: 'France',
  GB: 'the United Kingdom',
  CH: 'Switzerland',
  'CA-QC': 'Quebec',
  'CA-ON': 'the rest of Canada',
  CA: 'Canada where the province is not known',
  BR: 'Brazil',
  'US-CA': 'US states with a binding opt-out signal',
  'US-NY': 'other US states',
  US: 'the United States where the state is not known',
  JP: 'the rest of the world',
  '': 'places that are not known',
};

/**
 * Places as one list of names. A country that moves like all the others under its law is not named again.
 *
 * @param places ISO 3166 codes, '' for a place that is not known
 * @param everywhere the places that together are all there are
 */
export function placesInWords(places: readonly string[], everywhere: readonly string[]): string {
  if (everywhere.every((place) => places.includes(place))) return 'everywhere';
  const standing = places.filter((place) => Object.hasOwn(REPRESENTATIVES, place));
  const others = places.filter(
    (place) =>
      !Object.hasOwn(REPRESENTATIVES, place) &&
      !standing.some((each) => regimesOf(each) === regimesOf(place)),
  );
  return [...standing.map((place) => REPRESENTATIVES[place] ?? place), ...others.map(placeName)].join(', ');
}
