import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshTopic } from '../../tests/support/engines.ts';
import { SIDES } from '../../tests/support/sides.ts';
import { openEmbeddedLog } from './embedded.ts';
import { openKafkaLog } from './kafka/kafka.ts';
import type { EventLog, LogPartition } from './log.ts';

/** What an event log must do, in the process and on brokers. */
for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`the ${side} log`, () => {
    let directory: string;
    let log: EventLog<string>;
    let open: (maximumWaiting?: number) => Promise<EventLog<string>>;

    /** As another process finds it. */
    const reopen = async (maximumWaiting?: number): Promise<void> => {
      await log.close();
      log = await open(maximumWaiting);
    };

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'clearpane-log-'));
      const settings = side === 'distributed' ? freshTopic(1) : null;
      open = (maximumWaiting = 50_000) =>
        settings === null
          ? openEmbeddedLog({ path: directory, retention: 3_600_000, now: Date.now, maximumWaiting })
          : openKafkaLog({ settings, retention: 3_600_000, maximumWaiting, onError: () => undefined });
      log = await open();
    });

    afterEach(async () => {
      await log.close();
      await rm(directory, { recursive: true });
    });

    /** The one partition, as a consumer sees it. */
    function partition(): Promise<LogPartition<string>> {
      return new Promise((resolve) => {
        log.subscribe('reader', async (assigned, signal) => {
          resolve(assigned);
          await new Promise<void>((end) => signal.addEventListener('abort', () => end()));
        });
      });
    }

    async function everything(): Promise<string[]> {
      const assigned = await partition();
      const batches = await collect(assigned.slice({ from: 0, to: assigned.head() }));
      return batches.flatMap((batch) => batch.entries.map((entry) => entry.value));
    }

    const record = (id: string | null, value = String(id)) => ({ key: 'k', id, value });

    async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
      const all: T[] = [];
      for await (const each of source) all.push(each);
      return all;
    }

    test('keeps the order of a key', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, i) => log.append([record(`a${i}`), record(`b${i}`)])));
      expect(await everything()).toEqual(Array.from({ length: 50 }, (_, i) => [`a${i}`, `b${i}`]).flat());
    });

    test('takes an id once: within a call, within a group, later, and from a process that knows nothing of it', async () => {
      const together = await Promise.all([log.append([record('x'), record('x')]), log.append([record('x')])]);
      expect(together.map((result) => result.appended)).toEqual([1, 0]);
      expect(together[1]?.duplicates).toEqual(['x']);
      await reopen();
      await log.append([record('x'), record('y')]);
      expect(await everything()).toEqual(['x', 'y']);
    });

    test('records without an id are never duplicates', async () => {
      await log.append([record(null), record(null)]);
      expect(await everything()).toHaveLength(2);
    });

    test('is refused with a typed error when too much waits, and when closed', async () => {
      await reopen(3);
      const first = log.append([record('1'), record('2')]);
      await expect(log.append([record('3'), record('4')])).rejects.toMatchObject({ code: 'log_unavailable' });
      await first;
      expect(await log.append([record('3'), record('4')])).toMatchObject({ appended: 2 });
      await log.close();
      await expect(log.append([record('5')])).rejects.toMatchObject({ code: 'log_unavailable' });
      await reopen();
    });

    test('any slice is what an array would give, in batches no larger than asked', async () => {
      const model: string[] = [];
      const assigned = await partition();
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
          fc.nat(60),
          fc.nat(60),
          fc.integer({ min: 1, max: 7 }),
          async (groups, from, length, limit) => {
            for (const size of groups) {
              const records = Array.from({ length: size }, () => record(`n${model.length + Math.random()}`));
              model.push(...records.map((r) => r.value));
              await log.append(records);
            }
            await expect.poll(() => assigned.head()).toBe(model.length);
            const to = Math.min(from + length, model.length);
            const batches = await collect(assigned.slice({ from, to, limit }));
            expect(batches.flatMap((b) => b.entries.map((e) => e.value))).toEqual(model.slice(from, to));
            expect(
              batches.every((b) => b.entries.length <= limit && b.to - b.from === b.entries.length),
            ).toBe(true);
          },
        ),
        { numRuns: 30 },
      );
    });

    test('a consumer waits for what comes, goes on from its commit, and ends on close', async () => {
      const seen: string[] = [];
      const consume = () =>
        log.subscribe('follower', async (assigned, signal) => {
          while (!signal.aborted) {
            const from = assigned.committed();
            await assigned.arrival(from, signal);
            for await (const batch of assigned.slice({ from, to: assigned.head(), limit: 2 })) {
              seen.push(...batch.entries.map((entry) => entry.value));
              await assigned.commit(batch.to);
            }
          }
        });
      const first = consume();
      await log.append([record('1'), record('2'), record('3')]);
      await expect.poll(() => seen).toEqual(['1', '2', '3']);
      // Longer than a position may stay in memory only.
      await delay(1200);
      await first.close();
      await log.append([record('4')]);
      const second = consume();
      await expect.poll(() => seen).toEqual(['1', '2', '3', '4']);
      await second.close();
    });

    test('a consumer that fails says so through its subscription', async () => {
      const subscription = log.subscribe('failing', async () => {
        throw new Error('broken');
      });
      await expect(subscription.done).rejects.toThrow('broken');
    });
  });
}
