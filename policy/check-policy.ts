import { MOST_WILDCARDS, takesInEveryPage, wildcardsIn } from './glob-limits.ts';
import { PURPOSES } from './purposes.ts';
import { ALL_REGIMES, REGIMES, regimesOf } from './regimes.ts';
import type { SitePolicy } from './site-policy.ts';

/** Something in a draft that can not be meant. `field` is a path of names and positions, with dots between. */
export interface PolicyProblem {
  field: string;
  message: string;
}

/** A memo is reasoning; less than this is none. */
export const SHORTEST_MEMO = 20;

/**
 * What makes no sense in a draft although its shape is right. A basis that can not apply under a law is no mistake here:
 * the matrix shows that it comes to nothing.
 */
export function checkPolicy(policy: SitePolicy): PolicyProblem[] {
  return [...statistics(policy), ...memos(policy), ...places(policy), ...globs(policy), ...events(policy)];
}

function statistics({ bases }: SitePolicy): PolicyProblem[] {
  return PURPOSES.filter((purpose) => purpose !== 'measure').flatMap((purpose) =>
    REGIMES.filter((regime) => bases[purpose][regime] === 'STAT').map((regime) => ({
      field: `bases.${purpose}.${regime}`,
      message: 'the statistics exemption covers measurement only',
    })),
  );
}

function memos({ passiveSignalMemos }: SitePolicy): PolicyProblem[] {
  return REGIMES.flatMap((regime) => {
    const memo = (passiveSignalMemos[regime] ?? '').trim();
    if (memo === '' || memo.length >= SHORTEST_MEMO) return [];
    const message = `must give the reasoning, in ${SHORTEST_MEMO} characters or more`;
    return [{ field: `passiveSignalMemos.${regime}`, message }];
  });
}

function places({ establishments, exemptions, audience }: SitePolicy): PolicyProblem[] {
  const named = [
    ...establishments.map((place, index) => ({ place, field: `establishments.${index}` })),
    ...Object.keys(exemptions).map((place) => ({ place, field: `exemptions.${place}` })),
    ...audience.countries.map((place, index) => ({ place, field: `audience.countries.${index}` })),
  ];
  return named
    .filter(({ place }) => !isKnown(place))
    .map(({ place, field }) => ({ field, message: `"${place}" is no place that is known` }));
}

/** Where a part of a country decides about the law, a part that does not exist must not choose the milder one. */
function isKnown(place: string): boolean {
  if (regimesOf(place) === ALL_REGIMES) return false;
  const [country = '', part] = place.split('-');
  const parts = PARTS[country];
  return part === undefined || parts === undefined || parts.includes(part);
}

const PARTS: Readonly<Record<string, readonly string[]>> = {
  CA: 'AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' '),
  US: (
    'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR ' +
    'PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI UM'
  ).split(' '),
};

function globs({ pages }: SitePolicy): PolicyProblem[] {
  return (['special', 'children'] as const).flatMap((list) =>
    pages[list].flatMap((glob, index) => {
      const field = `pages.${list}.${index}`;
      if (wildcardsIn(glob) > MOST_WILDCARDS) {
        return [{ field, message: `may hold ${MOST_WILDCARDS} wildcards, not more` }];
      }
      return takesInEveryPage([glob])
        ? [{ field, message: 'takes in every page: switch collection off instead' }]
        : [];
    }),
  );
}

/** One name with two lists of keys would mean the first of them. */
function events({ behaviour }: SitePolicy): PolicyProblem[] {
  const names = behaviour.events.map((rule) => rule.split(' ')[0]);
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [{ field: `behaviour.events.${index}`, message: `"${name}" is declared twice` }]
      : [],
  );
}
