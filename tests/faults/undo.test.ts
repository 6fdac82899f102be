import { expect, test } from 'vitest';
import { openUndo } from './undo.ts';

test('the last is closed first, once, whatever fails and whoever asks', async () => {
  const closed: string[] = [];
  const undo = openUndo();
  undo.add(() => closed.push('directory'));
  undo.add(() => {
    throw new Error('The line is gone.');
  });
  undo.add(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    closed.push('process');
    undo.add(() => closed.push('started meanwhile'));
  });
  const [first, second] = await Promise.allSettled([undo.all(), undo.all()]);
  expect(closed).toEqual(['process', 'started meanwhile', 'directory']);
  expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
  undo.add(() => closed.push('later'));
  await undo.all();
  expect(closed.at(-1)).toBe('later');
});
