import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { open } from 'lmdb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbeddedLog } from './embedded.ts';
import type { EventLog, LogPartition } from './log.ts';

let directory: string;
let log: EventLog<string>;
let time = 1_000_000;

const reopen = async (maximumFreshIds = 1000) => {
  log = await openEmbeddedLog<string>({ path: directory, retention: 1000, now: () => time, maximumFreshIds });
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clearpane-log-'));
  await reopen();
});

afterEach(async () => {
  await log.close();
  await rm(directory, { recursive: true });
});

const record = (id: string | null, value = String(id)) => ({ key: 'k', id, value });

/** The one partition, as a consumer sees it. */
function partition(consumer = 'reader'): LogPartition<string> {
  let found: LogPartition<string> | undefined;
  log.subscribe(consumer, async (assigned) => {
    found = assigned;
  });
  if (!found) throw new Error('no partition');
  return found;
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of source) all.push(each);
  return all;
}

async function everything(from = 0): Promise<string[]> {
  const { slice, head } = partition();
  const batches = await collect(slice({ from, to: head() }));
  return batches.flatMap((batch) => batch.entries.map((entry) => entry.value));
}

describe('append', () => {
  test('keeps order and survives reopening', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, i) => log.append([record(`a${i}`), record(`b${i}`)])));
    await log.close();
    await reopen();
    expect(await everything()).toEqual(Array.from({ length: 50 }, (_, i) => [`a${i}`, `b${i}`]).flat());
  });

  test('takes an id once: within a call, within a group, later, and after reopening', async () => {
    const together = await Promise.all([log.append([record('x'), record('x')]), log.append([record('x')])]);
    expect(together.map((result) => result.appended)).toEqual([1, 0]);
    expect(together[1]?.duplicates).toEqual(['x']);
    await log.close();
    await reopen();
    expect(await log.append([record('x'), record('y')])).toEqual({ appended: 1, duplicates: ['x'] });
    expect(await everything()).toEqual(['x', 'y']);
  });
});

describe('reading', () => {
  test('positions of consumers survive reopening, whether appends followed or not', async () => {
    await log.append([record('1'), record('2')]);
    await partition('first').commit(1);
    await log.append([record('3')]);
    await partition('second').commit(2);
    await log.close();
    await reopen();
    expect([partition('first').committed(), partition('second').committed()]).toEqual([1, 2]);
  });
});

describe('trim', () => {
  test('waits for age and for every consumer, and forgets ids with their records', async () => {
    const slow = partition('slow');
    const fast = partition('fast');
    await log.append([record('old')]);
    await fast.commit(1);
    await slow.commit(0);
    time += 2000;
    await log.append([record('new')]);
    await fast.commit(2);
    expect(await log.trim(time)).toEqual({ removed: 0 });
    await slow.commit(2);
    await partition('reader').commit(2);
    expect(await log.trim(time)).toEqual({ removed: 1 });
    expect(await everything()).toEqual(['new']);
    expect(slow.oldest()).toBe(1);
    expect(await log.append([record('old'), record('new')])).toMatchObject({ duplicates: ['new'] });
  });
});

describe('ids', () => {
  test('any run of appends, trims and restarts knows the ids that it holds, and no others', async () => {
    const appended = fc.record({
      ids: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 }),
    });
    const step = fc.oneof(
      { weight: 8, arbitrary: appended },
      { weight: 1, arbitrary: fc.constant('restart' as const) },
      { weight: 1, arbitrary: fc.constant('trim' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        await log.close();
        await rm(directory, { recursive: true });
        await reopen(5);
        const held = new Set<string>();
        for (const each of steps) {
          if (each === 'restart') {
            await log.close();
            await reopen(5);
          } else if (each === 'trim') {
            const { commit, head } = partition();
            await commit(head());
            time += 2000;
            expect(await log.trim(time)).toEqual({ removed: held.size });
            held.clear();
          } else {
            const ids = each.ids.map((id) => `${String.fromCharCode(97 + (id % 7))}-${id}`);
            const fresh = new Set(ids.filter((id) => !held.has(id)));
            expect((await log.append(ids.map((id) => record(id)))).appended).toBe(fresh.size);
            for (const id of fresh) held.add(id);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  /** The directory as LMDB holds it, with nobody else in it. */
  async function withStore(work: (store: ReturnType<typeof open>) => Promise<unknown>): Promise<void> {
    await log.close();
    const store = open({ path: directory, maxDbs: 8, pageSize: 8192 });
    await work(store);
    await store.close();
  }

  test('of a log in the first layout are known', async () => {
    await withStore(async (store) => {
      const positions = store.openDB<number, string>({ name: 'positions', encoding: 'msgpack' });
      await positions.remove('layout');
      await positions.remove('settled');
      await positions.put('head', 2);
      await store
        .openDB<string, number>({ name: 'blocks', encoding: 'string' })
        .put(0, JSON.stringify([time, ['x', 'x'], [null, 'y']]));
      await store.openDB<true, string>({ name: 'ids', encoding: 'msgpack' }).put('x', true);
    });
    await reopen();
    expect(await log.append([record('x'), record('z')])).toEqual({ appended: 1, duplicates: ['x'] });
    expect(await everything()).toEqual(['x', 'y', 'z']);
  });

  test('a log in a layout of the future is refused', async () => {
    await withStore((store) =>
      store.openDB<number, string>({ name: 'positions', encoding: 'msgpack' }).put('layout', 3),
    );
    await expect(reopen()).rejects.toMatchObject({ code: 'newer_data' });
    await withStore((store) =>
      store.openDB<number, string>({ name: 'positions', encoding: 'msgpack' }).put('layout', 2),
    );
    await reopen();
  });
});
