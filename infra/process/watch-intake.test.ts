import { expect, test } from 'vitest';
import { LogUnavailableError } from '../log/log.ts';
import { DiskFullError } from '../log/room.ts';
import { Troubles } from '../troubles/troubles.ts';
import type { Engines } from './engines.ts';
import { Closing } from './stop.ts';
import { watchIntake } from './watch-intake.ts';

/** Each look takes the clock of troubles on by as much as a trouble must last. */
function open(failure: () => Error | null) {
  let passed = 0;
  const check = async (): Promise<void> => {
    passed += 5000;
    const error = failure();
    if (error) throw error;
  };
  const troubles = new Troubles({ now: () => passed, elapsed: () => passed });
  const closing = new Closing();
  const tell = watchIntake({ log: { check } as Engines['log'], troubles }, closing);
  return { troubles, tell, close: () => closing.run((_name, error) => expect(error).toBeUndefined()) };
}

test('a log without room is seen though nobody sends anything, and so is room again', async () => {
  let full = true;
  const cause = new DiskFullError(0);
  const { troubles, close } = open(() => (full ? new LogUnavailableError('no room', { cause }) : null));
  const reasons = () => troubles.current().map(({ reason }) => reason);
  await expect.poll(reasons).toEqual(['full']);
  full = false;
  await expect.poll(reasons).toEqual([]);
  await close();
});

test('requests that are turned away for want of memory are too much at once', async () => {
  const { troubles, tell, close } = open(() => null);
  await expect
    .poll(() => {
      tell(new Error('overloaded'));
      return troubles.current().map(({ kind, reason }) => [kind, reason]);
    })
    .toEqual([['intake', 'busy']]);
  // Nobody is turned away any more.
  await expect.poll(() => troubles.current()).toEqual([]);
  await close();
});
