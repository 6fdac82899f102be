import type { Topic } from '../../../api/contract-rules.ts';

/** Conditions that the editor shows as choices; the API knows what else there may be. */
export interface CountPart {
  atLeast: number;
  count: 'sessions' | 'days';
  topic: number | 'site';
  within: number;
  earlier?: number;
}
export interface ListPart {
  list: string;
}
export interface AttributePart {
  attribute: 'country' | 'kind';
  in: string[];
}
export type Part = CountPart | ListPart | AttributePart;
export type Join = 'all' | 'any';

/** Parts that are joined by "and" or "or". */
export interface Group<Item> {
  join: Join;
  parts: Item[];
}
/** A rule as the editor shows it: groups stand one deep in it. */
export type Editable = Group<Part | Group<Part>>;

export const isGroup = (part: Part | Group<Part>): part is Group<Part> => 'join' in part;

/** The condition for the editor; null where it is deeper or holds what the editor has no choice for. */
export function editable(condition: unknown): Editable | null {
  const group = groupIn(condition);
  const parts = (group?.parts ?? [condition]).map((part) => {
    const inner = groupIn(part);
    if (!inner) return partIn(part);
    const found = inner.parts.map(partIn);
    return found.every((each) => each !== null) ? { join: inner.join, parts: found } : null;
  });
  return parts.every((each) => each !== null) ? { join: group?.join ?? 'all', parts } : null;
}

/** The condition as the API reads it. */
export function conditionOf({ join, parts }: Editable): object {
  return {
    [join]: parts.map((part) => (isGroup(part) ? { [part.join]: part.parts } : part)),
  };
}

function groupIn(condition: unknown): Group<unknown> | null {
  if (typeof condition !== 'object' || condition === null) return null;
  if ('all' in condition && Array.isArray(condition.all)) return { join: 'all', parts: condition.all };
  return 'any' in condition && Array.isArray(condition.any) ? { join: 'any', parts: condition.any } : null;
}

function partIn(part: unknown): Part | null {
  if (typeof part !== 'object' || part === null) return null;
  if ('list' in part && typeof part.list === 'string') return { list: part.list };
  if ('attribute' in part) {
    const isKnown = part.attribute === 'country' || part.attribute === 'kind';
    return isKnown ? (part as AttributePart) : null;
  }
  return 'atLeast' in part ? (part as CountPart) : null;
}

/** A part to begin with. */
export function freshPart(kind: 'sessions' | 'list' | 'country' | 'kind', topics: readonly Topic[]): Part {
  if (kind === 'list') return { list: 'prospects' };
  if (kind === 'country') return { attribute: 'country', in: [] };
  if (kind === 'kind') return { attribute: 'kind', in: ['business'] };
  return { atLeast: 2, count: 'sessions', topic: topics[0]?.id ?? 'site', within: 7 };
}
