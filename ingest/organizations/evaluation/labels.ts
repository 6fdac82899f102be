import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text4 } from '../compile/address-text.ts';
import { readNetworks } from '../compile/read-networks.ts';

/** How a network came into the labelled set; README.md beside this file tells it in full. */
export const DRAWS = ['known', 'named', 'large', 'small-west', 'small-world'] as const;
export type Draw = (typeof DRAWS)[number];

/** What a network is for a fact, whoever says otherwise. */
export interface Label {
  asn: number;
  kind: string;
  drawn: Draw;
  /** Rules may be built with one half; the other is only reported on. */
  half: 'build' | 'report';
  /** As the registries spell it. */
  name: string;
}

/** @throws when a line is no label */
export async function readLabels(file: string): Promise<Label[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n').slice(1);
  return lines.map((line) => {
    const [, asn, kind, drawn, half, name] = /^(\d+),(\w+),([\w-]+),(build|report),(.+)$/.exec(line) ?? [];
    const draw = DRAWS.find((each) => each === drawn);
    if (!asn || !kind || !draw || !half || !name) throw new Error(`Not a label: ${line}`);
    return { asn: Number(asn), kind, drawn: draw, half: half === 'build' ? 'build' : 'report', name };
  });
}

/** An address inside of the first IPv4 range that each network announces; none where it announces none. */
export async function addressesOf(asns: ReadonlySet<number>): Promise<Map<number, string>> {
  const require = createRequire(import.meta.url);
  const data = dirname(require.resolve('@ip-location-db/asn/package.json'));
  const { holders, ipv4 } = await readNetworks({ ipv4: join(data, 'asn-ipv4-num.csv') });
  const found = new Map<number, string>();
  for (const [index, first] of ipv4.first.entries()) {
    const asn = holders[ipv4.holders[index] ?? -1]?.asn;
    if (asn !== undefined && asns.has(asn) && !found.has(asn)) found.set(asn, text4(first + 1));
  }
  return found;
}
