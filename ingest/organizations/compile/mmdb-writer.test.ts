import fc from 'fast-check';
import { type AsnResponse, Reader } from 'maxmind';
import { describe, expect, it } from 'vitest';
import { type MmdbValue, MmdbWriter } from './mmdb-writer.ts';

const METADATA = { databaseType: 'Test', description: 'A test.', buildEpoch: 1_750_000_000 };

const open = (writer: MmdbWriter): Reader<AsnResponse> => new Reader<AsnResponse>(writer.toBuffer());
const get = (reader: Reader<AsnResponse>, address: string): unknown => reader.get(address);

const dotted = (address: number): string =>
  [address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255].join('.');
const colons = (address: bigint): string =>
  address
    .toString(16)
    .padStart(32, '0')
    .replace(/(.{4})(?=.)/g, '$1:');

describe('MmdbWriter', () => {
  it('writes every type that the reader gives back', () => {
    const writer = new MmdbWriter(METADATA);
    const record: MmdbValue = {
      name: 'Ünïversity of Somewhere',
      empty: '',
      long: 'x'.repeat(70_000),
      middle: 'y'.repeat(300),
      number: 4_294_967_295,
      zero: 0,
      id: 18_446_744_073_709_551_615n,
      small: 1n,
      yes: true,
      no: false,
      list: ['a', 'bcd', 'bcd', 7],
      map: { name: 'nested' },
    };
    writer.addRange4(0x0a000000, 0x0a0000ff, record);
    expect(get(open(writer), '10.0.0.7')).toEqual({ ...record, id: 18_446_744_073_709_551_615n, small: 1n });
  });

  it('answers null outside of the ranges', () => {
    const writer = new MmdbWriter(METADATA);
    writer.addRange4(0x0a000003, 0x0a000005, 'here');
    const reader = open(writer);
    expect(
      ['10.0.0.2', '10.0.0.3', '10.0.0.5', '10.0.0.6', '2001:db8::1'].map((a) => get(reader, a)),
    ).toEqual([null, 'here', 'here', null, null]);
  });

  it('lets the later of two overlapping ranges win', () => {
    const writer = new MmdbWriter(METADATA);
    writer.addRange4(0x0a000000, 0x0affffff, 'outer');
    writer.addRange4(0x0a010000, 0x0a01ffff, 'inner');
    const reader = open(writer);
    expect([get(reader, '10.1.2.3'), get(reader, '10.2.2.3')]).toEqual(['inner', 'outer']);
  });

  it('says what it is', () => {
    const writer = new MmdbWriter(METADATA);
    writer.addRange4(1, 2, 'x');
    const { metadata } = open(writer);
    expect(metadata).toMatchObject({ databaseType: 'Test', ipVersion: 6, description: { en: 'A test.' } });
    expect(metadata.buildEpoch.getTime()).toBe(METADATA.buildEpoch * 1000);
  });

  it('refuses what is not a range', () => {
    const writer = new MmdbWriter(METADATA);
    expect(() => writer.addRange4(5, 4, 'x')).toThrow(RangeError);
    expect(() => writer.addRange6(0n, 1n << 128n, 'x')).toThrow(RangeError);
  });

  it('points far: records beyond the reach of small pointers are read back', () => {
    const writer = new MmdbWriter(METADATA);
    for (let index = 0; index < 30_000; index += 1) {
      writer.addRange4(index * 256, index * 256 + 255, { name: `network number ${index}`, kind: 'business' });
    }
    const reader = open(writer);
    for (const index of [0, 10, 100, 10_000, 29_999]) {
      expect(get(reader, dotted(index * 256 + 9))).toEqual({
        name: `network number ${index}`,
        kind: 'business',
      });
    }
  });

  it('gives back any disjoint IPv4 ranges at their edges', () => {
    const edges = fc.uniqueArray(fc.integer({ min: 1, max: 0xffff_fffe }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(edges, (unsorted) => {
        const sorted = [...unsorted].sort((a, b) => a - b);
        const writer = new MmdbWriter(METADATA);
        const ranges: [number, number, string][] = [];
        for (let index = 0; index + 1 < sorted.length; index += 2) {
          ranges.push([sorted[index] ?? 0, sorted[index + 1] ?? 0, `record ${index}`]);
        }
        for (const [first, last, record] of ranges) writer.addRange4(first, last, record);
        const reader = open(writer);
        const expected = (address: number): string | null =>
          ranges.find(([first, last]) => address >= first && address <= last)?.[2] ?? null;
        for (const edge of sorted) {
          for (const address of [edge - 1, edge, edge + 1]) {
            expect(get(reader, dotted(address))).toBe(expected(address));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('gives back any disjoint IPv6 ranges at their edges', () => {
    const address = fc.bigInt({ min: (1n << 96n) + 2n, max: (1n << 128n) - 2n });
    fc.assert(
      fc.property(fc.uniqueArray(address, { minLength: 2, maxLength: 16 }), (unsorted) => {
        const sorted = [...unsorted].sort((a, b) => (a < b ? -1 : 1));
        const writer = new MmdbWriter(METADATA);
        const ranges: [bigint, bigint, string][] = [];
        for (let index = 0; index + 1 < sorted.length; index += 2) {
          ranges.push([sorted[index] ?? 0n, sorted[index + 1] ?? 0n, `record ${index}`]);
        }
        for (const [first, last, record] of ranges) writer.addRange6(first, last, record);
        const reader = open(writer);
        const expected = (at: bigint): string | null =>
          ranges.find(([first, last]) => at >= first && at <= last)?.[2] ?? null;
        for (const edge of sorted) {
          for (const at of [edge - 1n, edge, edge + 1n]) expect(get(reader, colons(at))).toBe(expected(at));
        }
      }),
      { numRuns: 60 },
    );
  });
});
