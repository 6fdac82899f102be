import { type SitePolicy, stanceOf } from './site-policy.ts';

/** A change beside the gate's own domain, as a sentence. */
export interface OtherChange {
  /** `neutral`: what visitors are told changes, not what is collected. */
  direction: 'wider' | 'narrower' | 'neutral';
  sentence: string;
}

/** What a change of policy does to pages, organizations, consent and texts. */
export function otherChanges(before: SitePolicy, after: SitePolicy): OtherChange[] {
  return [
    ...pages(before, after),
    ...audience('country', 'countries', before.audience.countries, after.audience.countries),
    ...audience('kind of organization', 'kinds of organization', before.audience.kinds, after.audience.kinds),
    ...consent(before, after),
    ...tcf(before, after),
    ...behaviour(before, after),
    ...contactRequests(before, after),
    ...texts(before, after),
  ];
}

const missing = (from: readonly string[], others: readonly string[]): string[] =>
  from.filter((each) => !others.includes(each));

function pages(before: SitePolicy, after: SitePolicy): OtherChange[] {
  const [was, is] = [before, after].map(({ pages: { special, children } }) => [...special, ...children]) as [
    string[],
    string[],
  ];
  const hidden = missing(is, was);
  const shown = missing(was, is);
  return [
    ...(hidden.length > 0
      ? [change('narrower', `Pages never looked at any more: ${hidden.join(', ')}.`)]
      : []),
    ...(shown.length > 0 ? [change('wider', `Pages looked at from now on: ${shown.join(', ')}.`)] : []),
  ];
}

/** An empty list admits all, so a first entry narrows and the last one that goes widens. */
function audience(one: string, many: string, was: readonly string[], is: readonly string[]): OtherChange[] {
  const added = was.length === 0 && is.length > 0 ? [] : missing(is, was);
  const gone = is.length === 0 && was.length > 0 ? [] : missing(was, is);
  const found: OtherChange[] = [];
  if (was.length === 0 && is.length > 0) {
    found.push(change('narrower', `Only organizations of a listed ${one} are named: ${is.join(', ')}.`));
  }
  if (is.length === 0 && was.length > 0)
    found.push(change('wider', `Organizations of all ${many} are named.`));
  if (added.length > 0 && was.length > 0)
    found.push(change('wider', `Also named, by ${one}: ${added.join(', ')}.`));
  if (gone.length > 0 && is.length > 0)
    found.push(change('narrower', `No longer named, by ${one}: ${gone.join(', ')}.`));
  return found;
}

function consent({ consent: was }: SitePolicy, { consent: is }: SitePolicy): OtherChange[] {
  const found: OtherChange[] = [];
  if (was.lifeMonths !== is.lifeMonths) {
    found.push(
      change(
        is.lifeMonths > was.lifeMonths ? 'wider' : 'narrower',
        `New consent holds for ${is.lifeMonths} months instead of ${was.lifeMonths}.`,
      ),
    );
  }
  if (was.askAgainMonths !== is.askAgainMonths) {
    found.push(
      change(
        is.askAgainMonths < was.askAgainMonths ? 'wider' : 'narrower',
        `Who refused is asked again after ${is.askAgainMonths} months instead of ${was.askAgainMonths}.`,
      ),
    );
  }
  return found;
}

function tcf({ tcf: was }: SitePolicy, { tcf: is }: SitePolicy): OtherChange[] {
  const found: OtherChange[] = [];
  // Each part of the string may deny what the other grants, so neither reading is the wider one for sure.
  if (was.reading !== is.reading) {
    found.push(change('wider', `TCF strings are read by their ${is.reading} purposes.`));
  }
  if (was.customPurpose !== is.customPurpose) {
    found.push(
      is.customPurpose === null
        ? change('wider', 'TCF strings need no custom purpose any more.')
        : change(
            was.customPurpose === null ? 'narrower' : 'wider',
            `TCF strings must grant custom purpose ${is.customPurpose}.`,
          ),
    );
  }
  return found;
}

function behaviour({ behaviour: was }: SitePolicy, { behaviour: is }: SitePolicy): OtherChange[] {
  const added = [...missing(is.kinds, was.kinds), ...missing(is.events, was.events)];
  const gone = [...missing(was.kinds, is.kinds), ...missing(was.events, is.events)];
  return [
    ...(added.length > 0 ? [change('wider', `Counted as well: ${added.join(', ')}.`)] : []),
    ...(gone.length > 0 ? [change('narrower', `No longer counted: ${gone.join(', ')}.`)] : []),
  ];
}

function contactRequests(
  { contactRequests: was }: SitePolicy,
  { contactRequests: is }: SitePolicy,
): OtherChange[] {
  if (was === is) return [];
  return [
    is
      ? change('wider', 'People who ask to be contacted are passed to sales, with what they wrote.')
      : change('narrower', 'Requests to be contacted are not taken any more.'),
  ];
}

function texts(before: SitePolicy, after: SitePolicy): OtherChange[] {
  const found: OtherChange[] = [];
  const { controller: was } = before;
  const { controller: is } = after;
  if (was.name !== is.name || was.contact !== is.contact || was.officer !== is.officer) {
    found.push(change('neutral', 'The controller, its contact or its officer is named differently.'));
  }
  const reworded = Object.entries(after.passiveSignalMemos).filter(([regime, memo]) => {
    const name = regime as keyof typeof after.passiveSignalMemos;
    const signed = stanceOf(before, name) === 'HEADER_ONLY' && stanceOf(after, name) === 'HEADER_ONLY';
    return signed && before.passiveSignalMemos[name] !== memo;
  });
  if (reworded.length > 0)
    found.push(change('neutral', 'A memo on the address of requests is worded differently.'));
  return found;
}

const change = (direction: OtherChange['direction'], sentence: string): OtherChange => ({
  direction,
  sentence,
});
