import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text4 } from '../compile/address-text.ts';
import { readNetworks } from '../compile/read-networks.ts';
import type { OrganizationResolver } from '../resolver.ts';

/** A network whose holder's kind is known for a fact. */
export interface Label {
  asn: number;
  kind: string;
  name: string;
}

export interface Judged extends Label {
  /** Whether an organization was named, and whether one should have been. */
  named: boolean;
  namable: boolean;
  found: string;
}

export interface Report {
  count: number;
  /** Of the organizations named, how many are. */
  precision: number;
  /** Of those that could be named, how many were. */
  recall: number;
  wrong: Judged[];
}

const NAMABLE = new Set(['business', 'education', 'government', 'healthcare']);

/**
 * Resolves an address of every labelled network. Rules may be tuned on networks with an even number (`tuning`);
 * those with an odd number (`report`) are only for the report.
 */
export async function judge(
  resolver: OrganizationResolver,
  labels: string,
): Promise<{ tuning: Report; report: Report }> {
  const list = await readLabels(labels);
  const addresses = await someAddressOf(new Set(list.map(({ asn }) => asn)));
  const judged = list.flatMap((label): Judged[] => {
    const address = addresses.get(label.asn);
    // Not announced any more: nobody visits from there.
    if (address === undefined) return [];
    const { organization, networkKind } = resolver.resolve(address);
    const found = organization ? `${organization.name} (${organization.kind})` : networkKind;
    return [{ ...label, named: organization !== null, namable: NAMABLE.has(label.kind), found }];
  });
  return {
    tuning: reportOf(judged.filter(({ asn }) => asn % 2 === 0)),
    report: reportOf(judged.filter(({ asn }) => asn % 2 === 1)),
  };
}

function reportOf(judged: readonly Judged[]): Report {
  const named = judged.filter((each) => each.named);
  const namable = judged.filter((each) => each.namable);
  const right = named.filter((each) => each.namable).length;
  return {
    count: judged.length,
    precision: right / named.length,
    recall: right / namable.length,
    wrong: judged.filter((each) => each.named !== each.namable),
  };
}

async function readLabels(file: string): Promise<Label[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n').slice(1);
  return lines.map((line) => {
    const [, asn, kind, name] = /^(\d+),(\w+),(.*)$/.exec(line) ?? [];
    if (asn === undefined || kind === undefined) throw new Error(`Not a label: ${line}`);
    return { asn: Number(asn), kind, name: name ?? '' };
  });
}

async function someAddressOf(asns: ReadonlySet<number>): Promise<Map<number, string>> {
  const require = createRequire(import.meta.url);
  const data = dirname(require.resolve('@ip-location-db/asn/package.json'));
  const { holders, ipv4 } = await readNetworks({
    ipv4: join(data, 'asn-ipv4-num.csv'),
    ipv6: join(data, 'asn-ipv6-num.csv'),
  });
  const found = new Map<number, string>();
  for (const [index, first] of ipv4.first.entries()) {
    const asn = holders[ipv4.holders[index] ?? -1]?.asn;
    if (asn !== undefined && asns.has(asn) && !found.has(asn)) found.set(asn, text4(first + 1));
  }
  return found;
}
