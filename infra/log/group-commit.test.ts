import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GroupCommit } from './group-commit.ts';
import { LogUnavailableError } from './log.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('who waits for a commit that does not end is told within ten seconds, and what was not begun is left out', async () => {
  const begun: string[][] = [];
  let end: () => void = () => undefined;
  const commits = new GroupCommit<string>(
    async (items) => {
      begun.push(items);
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return items.map(() => false);
    },
    { maximumGroup: 10, maximumWaiting: 2 },
  );
  const first = commits.add(['first']).catch((error: unknown) => error);
  await nextTurn();
  const second = commits.add(['second']).catch((error: unknown) => error);

  vi.advanceTimersByTime(9_999);
  await expect(commits.add(['more than may wait'])).rejects.toThrow('too much');
  vi.advanceTimersByTime(1);
  const errors = await Promise.all([first, second]);
  expect(errors).toEqual([expect.any(LogUnavailableError), expect.any(LogUnavailableError)]);

  const third = commits.add(['third']);
  end();
  await nextTurn();
  end();
  expect(await third).toEqual([false]);
  await commits.drained();
  expect(begun).toEqual([['first'], ['third']]);
  expect(vi.getTimerCount()).toBe(0);
});
