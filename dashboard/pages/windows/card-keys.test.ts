import { expect, test } from 'vitest';
import { KEY_HELP, meaningOf, moved } from './card-keys.ts';

const key = (name: string, held: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {}) =>
  meaningOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...held });

test('every key of the help means something', () => {
  for (const each of KEY_HELP) expect([each.key, key(each.key)]).not.toEqual([each.key, null]);
});

test('keys with a modifier are the browser’s, and other keys nobody’s', () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
    for (const each of KEY_HELP) expect(key(each.key, held)).toBeNull();
  }
  for (const other of ['A', 'z', 'Enter', 'Tab', 'ArrowDown']) expect(key(other)).toBeNull();
});

test('moving begins at the first and stops at both ends', () => {
  expect([moved(-1, 1, 3), moved(-1, -1, 3)]).toEqual([0, 0]);
  expect([moved(0, 1, 3), moved(2, 1, 3), moved(0, -1, 3)]).toEqual([1, 2, 0]);
});
