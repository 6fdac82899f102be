import { readNetworkRange } from '../../../policy/network-range.ts';
import { DatabaseError } from '../databases/hot-file.ts';
import { NetworkMap } from './network-map.ts';

export const RELATIONS = ['customer', 'prospect', 'own_staff', 'not_a_company'] as const;
export type Relation = (typeof RELATIONS)[number];

/** A network that the operator knows. */
export interface OwnNetwork {
  name: string;
  relation: Relation;
  /** Or ''. */
  domain: string;
}

/** The operator's own networks, from a file. */
export interface OwnNetworks {
  networks: NetworkMap<OwnNetwork>;
  count: number;
  /** Lines that could not be read, in words, with their numbers. */
  warnings: string[];
}

const MOST_WARNINGS = 20;

/**
 * Reads a CSV of `network,name,relation,domain`: a network (`192.0.2.0/24`, one address, or `first-last`), a name,
 * one of the relations, and the domain or nothing. A first line of titles is skipped, empty lines and lines that begin
 * with `#` too. A line that can not be read is a warning; the rest is used.
 *
 * @throws DatabaseError when no line can be read
 */
export function readOwnNetworks(bytes: Buffer): OwnNetworks {
  const result: OwnNetworks = { networks: new NetworkMap(), count: 0, warnings: [] };
  const lines = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  let unread = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#') || (index === 0 && /^"?network"?[,;]/i.test(line)))
      continue;
    const problem = takeLine(line, result);
    if (problem === null) continue;
    unread += 1;
    if (result.warnings.length < MOST_WARNINGS) result.warnings.push(`line ${index + 1}: ${problem}`);
  }
  if (result.count === 0 && unread > 0) {
    throw new DatabaseError('no line can be read; a line is network,name,relation,domain');
  }
  return result;
}

function takeLine(line: string, result: OwnNetworks): string | null {
  const [network = '', name = '', given = '', domain = ''] = cells(line);
  const range = readNetworkRange(network);
  if (!range) return 'the first column is no network, address or range';
  const relation = RELATIONS.find((each) => each === given.toLowerCase());
  if (!relation) return `the third column must be one of ${RELATIONS.join(', ')}`;
  if (name === '' && (relation === 'customer' || relation === 'prospect')) return 'there is no name';
  result.networks.add(range, { name: name.slice(0, 200), relation, domain: domain.toLowerCase() });
  result.count += 1;
  return null;
}

/** Cells between commas or semicolons; quotes around cells that hold one. */
function cells(line: string): string[] {
  const pattern = /(?:^|[,;])\s*(?:"((?:[^"]|"")*)"|([^,;]*))/g;
  return [...line.matchAll(pattern)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
  );
}
