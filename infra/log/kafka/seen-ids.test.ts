import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeenIds } from './seen-ids.ts';

const HORIZON = 10_000_000;

const partitions = fc.array(fc.record({ id: fc.integer({ min: 0, max: 12 }), step: fc.nat(4_000_000) }), {
  maxLength: 80,
});

test('a record repeats another when its id occurred earlier in the partition, within the horizon', () => {
  fc.assert(
    fc.property(partitions, fc.integer({ min: 1, max: 6 }), (steps, most) => {
      const seen = new SeenIds(HORIZON, most);
      const read: { id: string; at: number }[] = [];
      let at = 0;
      for (const { id, step } of steps) {
        at += step;
        const record = { id: String(id), at };
        const expected = read.some((each) => each.id === record.id && each.at >= at - HORIZON);
        expect(seen.repeats(record.id, record.at)).toBe(expected);
        read.push(record);
      }
    }),
  );
});

test('who begins anywhere before the horizon says the same of what comes after it', () => {
  fc.assert(
    fc.property(partitions, fc.nat(80), (steps, skipped) => {
      let at = 0;
      const records = steps.map(({ id, step }) => {
        at += step;
        return { id: String(id), at };
      });
      const fromTheStart = new SeenIds(HORIZON, 3);
      const answers = records.map(({ id, at: time }) => fromTheStart.repeats(id, time));
      const later = new SeenIds(HORIZON, 5);
      const began = records[skipped]?.at ?? 0;
      for (const [index, record] of records.entries()) {
        if (index < skipped) continue;
        const answer = later.repeats(record.id, record.at);
        if (record.at > began + HORIZON) expect(answer).toBe(answers[index]);
      }
    }),
  );
});
