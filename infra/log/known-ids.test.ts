import { expect, test } from 'vitest';
import { type IdTree, KnownIds } from './known-ids.ts';

class MemoryTree implements IdTree {
  readonly ids = new Set<string>();
  get = (id: string) => (this.ids.has(id) ? true : undefined);
  put = (id: string) => this.ids.add(id);
  remove = (id: string) => this.ids.delete(id);
}

test('ids whose transaction failed settle again, and the position is told only with the last of them', () => {
  const tree = new MemoryTree();
  const known = new KnownIds(tree, 3);
  known.add(['a1', 'b1', 'c1'], 3);
  known.settle(2);
  tree.ids.clear();
  const second = known.settle(2);
  expect(second.upTo).toBeNull();
  second.settled();
  const last = known.settle(2);
  expect(last.upTo).toBe(3);
  last.settled();
  expect([...tree.ids]).toEqual(['a1', 'b1', 'c1']);
  expect(known.settle(2).upTo).toBeNull();
});

test('an id that is removed while it settles does not come back', () => {
  const tree = new MemoryTree();
  const known = new KnownIds(tree, 2);
  known.add(['a1', 'b1'], 2);
  known.remove('b1');
  known.settle(10).settled();
  expect([...tree.ids]).toEqual(['a1']);
  expect(known.has('b1')).toBe(false);
});
