import { describe, expect, test } from 'vitest';
import { freshTopic } from '../../../tests/support/engines.ts';
import { SIDES } from '../../../tests/support/sides.ts';
import type { EventLog, LogPartition } from '../log.ts';
import { openKafkaLog } from './kafka.ts';

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);

describe.skipIf(skipped)('several processes on one topic', () => {
  const PARTITIONS = 4;

  /** Reads everything that it is given, and notes what it saw of which partition. */
  function reader(log: EventLog<string>) {
    const seen: string[] = [];
    const held = new Set<number>();
    const subscription = log.subscribe('readers', async (partition, signal) => {
      held.add(partition.id);
      signal.addEventListener('abort', () => held.delete(partition.id));
      let position = partition.oldest();
      while (!signal.aborted) {
        await partition.arrival(position, signal);
        for await (const batch of partition.slice({ from: position, to: partition.head() })) {
          seen.push(...batch.entries.map((entry) => entry.value));
          position = batch.to;
        }
      }
    });
    return { seen, held, close: () => subscription.close() };
  }

  const append = (log: EventLog<string>, from: number, count: number) =>
    log.append(
      Array.from({ length: count }, (_, index) => {
        const id = `id-${from + index}`;
        return { key: `key-${(from + index) % 40}`, id, value: id };
      }),
    );

  test('share its partitions, take over from one that leaves, and show a repeated id once', async () => {
    const settings = freshTopic(PARTITIONS);
    const open = () => openKafkaLog<string>({ settings, retention: 3_600_000, onError: () => undefined });
    const [one, other] = await Promise.all([open(), open()]);
    const all = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`).sort();

    const first = reader(one);
    await append(one, 0, 500);
    // The other process knows nothing of what this one has written.
    await append(other, 0, 500);
    await expect.poll(() => first.seen.length, { timeout: 20_000 }).toBe(500);
    expect([...first.seen].sort()).toEqual(all(500));

    const second = reader(other);
    await expect.poll(() => second.held.size, { timeout: 20_000 }).toBe(PARTITIONS / 2);
    await expect.poll(() => first.held.size, { timeout: 20_000 }).toBe(PARTITIONS / 2);
    await append(one, 500, 500);
    await append(other, 250, 500);
    const together = () => new Set([...first.seen, ...second.seen]);
    await expect.poll(() => together().size, { timeout: 20_000 }).toBe(1000);

    await first.close();
    await expect.poll(() => second.held.size, { timeout: 20_000 }).toBe(PARTITIONS);
    await append(other, 1000, 200);
    await expect.poll(() => new Set(second.seen).size, { timeout: 20_000 }).toBe(1200);
    await second.close();

    // Who comes last and reads everything sees each id once, though many were written twice.
    const third = reader(one);
    await expect.poll(() => third.seen.length, { timeout: 20_000 }).toBe(1200);
    expect([...third.seen].sort()).toEqual(all(1200));
    await third.close();
    await Promise.all([one.close(), other.close()]);
  }, 120_000);

  test('a partition that was taken away can not be read any further', async () => {
    const settings = freshTopic(1);
    const log = await openKafkaLog<string>({ settings, retention: 3_600_000, onError: () => undefined });
    let held: LogPartition<string> | undefined;
    const subscription = log.subscribe('readers', async (partition, signal) => {
      held = partition;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    });
    await append(log, 0, 10);
    await expect.poll(() => held?.id, { timeout: 20_000 }).toBe(0);
    await subscription.close();
    const read = async () => {
      for await (const batch of held?.slice({ from: 0, to: 10 }) ?? []) expect(batch.entries).toEqual([]);
    };
    await expect(read()).rejects.toMatchObject({ code: 'partition_lost' });
    await log.close();
  });
});
