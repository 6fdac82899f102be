import type { Basis, PolicyBody, Purpose, Regime } from '../../../../api/contract-privacy.ts';

export type Value = string | number | boolean | null;

/** One decision that differs between two policies. `undefined`: not there, as a country that is not listed. */
export interface Change {
  /** Which decision: its group, and its place in the group. Memos, exemptions and members of lists have one each. */
  group: Group;
  name: string;
  before: Value | undefined;
  after: Value | undefined;
}

const GROUPS = [
  'killed',
  'controller',
  'establishments',
  'bases',
  'passiveSignalMemos',
  'exemptions',
  'special',
  'children',
  'countries',
  'kinds',
  'consent',
  'tcf',
  'behaviour',
  'events',
  'contactRequests',
] as const;
export type Group = (typeof GROUPS)[number];

/**
 * Everything that was decided differently, in the order of the page. Lists are compared by their members, so that two
 * people who each add a country do not stand in each other's way.
 */
export function changesBetween(before: PolicyBody, after: PolicyBody): Change[] {
  return GROUPS.flatMap((group) => {
    const was = decisionsOf(before, group);
    const is = decisionsOf(after, group);
    return [...new Set([...was.keys(), ...is.keys()])]
      .filter((name) => was.get(name) !== is.get(name))
      .map((name) => ({ group, name, before: was.get(name), after: is.get(name) }));
  });
}

/** The policy with one decision taken as the change says. */
export function withChange(policy: PolicyBody, { group, name, after }: Change): PolicyBody {
  switch (group) {
    case 'killed':
      return { ...policy, killed: after !== false };
    case 'controller':
      return { ...policy, controller: { ...policy.controller, [name]: after } };
    case 'establishments':
      return { ...policy, establishments: withMember(policy.establishments, name, after) };
    case 'bases': {
      const [purpose, regime] = name.split(' ') as [Purpose, Regime];
      return withBasis(policy, purpose, [regime], after as Basis);
    }
    case 'passiveSignalMemos':
      return { ...policy, passiveSignalMemos: withText(policy.passiveSignalMemos, name, after) };
    case 'exemptions':
      return { ...policy, exemptions: withText(policy.exemptions, name, after) };
    case 'special':
    case 'children':
      return { ...policy, pages: { ...policy.pages, [group]: withMember(policy.pages[group], name, after) } };
    case 'countries':
    case 'kinds':
      return {
        ...policy,
        audience: { ...policy.audience, [group]: withMember<string>(policy.audience[group], name, after) },
      };
    case 'consent':
      return { ...policy, consent: { ...policy.consent, [name]: after } };
    case 'tcf':
      return { ...policy, tcf: { ...policy.tcf, [name]: after } };
    case 'behaviour':
      return {
        ...policy,
        behaviour: { ...policy.behaviour, kinds: withMember(policy.behaviour.kinds, name, after) },
      };
    case 'events':
      return {
        ...policy,
        behaviour: { ...policy.behaviour, events: withMember(policy.behaviour.events, name, after) },
      };
    case 'contactRequests':
      return { ...policy, contactRequests: after === true };
  }
}

/** The policy with one decision as it was before the change. */
export const withoutChange = (policy: PolicyBody, change: Change): PolicyBody =>
  withChange(policy, { ...change, after: change.before });

/** The policy with a basis chosen for a purpose in some regimes. */
export function withBasis(
  policy: PolicyBody,
  purpose: Purpose,
  regimes: readonly Regime[],
  basis: Basis,
): PolicyBody {
  const row = { ...policy.bases[purpose] };
  for (const regime of regimes) row[regime] = basis;
  return { ...policy, bases: { ...policy.bases, [purpose]: row } };
}

function decisionsOf(policy: PolicyBody, group: Group): ReadonlyMap<string, Value> {
  switch (group) {
    case 'killed':
      return new Map([['', policy.killed]]);
    case 'contactRequests':
      return new Map([['', policy.contactRequests]]);
    case 'bases':
      return new Map(
        Object.entries(policy.bases).flatMap(([purpose, row]) =>
          Object.entries(row).map(([regime, basis]) => [`${purpose} ${regime}`, basis]),
        ),
      );
    case 'establishments':
      return members(policy.establishments);
    case 'special':
    case 'children':
      return members(policy.pages[group]);
    case 'countries':
    case 'kinds':
      return members(policy.audience[group]);
    case 'behaviour':
      return members(policy.behaviour.kinds);
    case 'events':
      return members(policy.behaviour.events);
    case 'passiveSignalMemos':
    case 'exemptions':
      // A blank text is none, as the gate sees it.
      return new Map(Object.entries(policy[group]).filter(([, text]) => text.trim() !== ''));
    case 'controller':
    case 'consent':
    case 'tcf':
      return new Map<string, Value>(Object.entries(policy[group]));
  }
}

const members = (list: readonly string[]): ReadonlyMap<string, Value> =>
  new Map(list.map((each) => [each, true]));

function withMember<T extends string>(list: readonly T[], name: string, after: Value | undefined): T[] {
  const others = list.filter((each) => each !== name);
  return after === undefined ? others : [...others, name as T];
}

function withText<T extends object>(texts: T, name: string, after: Value | undefined): T {
  const others = Object.entries(texts).filter(([each]) => each !== name);
  return Object.fromEntries(after === undefined ? others : [...others, [name, after]]) as T;
}
