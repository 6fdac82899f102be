import { expect, test } from 'vitest';
import { CLOSED } from './policy.fixture.ts';
import { type DraftStorage, draftKey, readDraft, writeDraft } from './stored-draft.ts';

function memory(): DraftStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
}

const draft = { baseVersion: 3, base: CLOSED, policy: { ...CLOSED, establishments: ['GB'] }, restores: 1 };

test('a draft comes back as it was, and is gone when it is given up', () => {
  const storage = memory();
  const key = draftKey('anna', 1);
  writeDraft(storage, key, draft);
  expect(readDraft(storage, key)).toEqual(draft);
  expect(readDraft(storage, draftKey('bert', 1))).toBeNull();
  writeDraft(storage, key, null);
  expect(readDraft(storage, key)).toBeNull();
});

test.each(['{', '"text"', '{"baseVersion":1}', '{"baseVersion":1,"base":{},"policy":{}}'])(
  '%s is no draft',
  (kept) => {
    const storage = memory();
    storage.setItem('key', kept);
    expect(readDraft(storage, 'key')).toBeNull();
  },
);

test('a storage that refuses loses nothing but the draft', () => {
  const refusing: DraftStorage = {
    getItem: () => {
      throw new Error('forbidden');
    },
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => undefined,
  };
  writeDraft(refusing, 'key', draft);
  expect(readDraft(refusing, 'key')).toBeNull();
});
