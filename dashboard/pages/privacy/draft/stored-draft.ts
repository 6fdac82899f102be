import type { Draft } from './lay-over.ts';

/** What of a browser's storage is needed here. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** One draft for each person and site: whoever signs in next in this tab finds no other person's. */
export const draftKey = (personId: string, siteId: number): string => `draft ${personId} ${siteId}`;

/** The draft that was kept, or null. One that another version of Clearpane wrote is none. */
export function readDraft(storage: DraftStorage, key: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** A full or forbidden storage costs the draft's life beyond a reload, and nothing else. */
export function writeDraft(storage: DraftStorage, key: string, draft: Draft | null): void {
  try {
    if (draft === null) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(draft));
  } catch {
    // The draft lives on in memory.
  }
}

const PARTS = [
  'controller',
  'establishments',
  'bases',
  'passiveSignalMemos',
  'exemptions',
  'pages',
  'audience',
  'consent',
  'tcf',
  'behaviour',
];

function isDraft(value: unknown): value is Draft {
  return isObject(value) && typeof value.baseVersion === 'number' && [value.base, value.policy].every(isBody);
}

const isBody = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.contactRequests === 'boolean' &&
  PARTS.every((part) => isObject(value[part]));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
