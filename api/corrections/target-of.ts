import { domainToASCII } from 'node:url';
import type { MatchTarget } from '../../policy/match-decision.ts';
import { readNetworkRange } from '../../policy/network-range.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { findOrganization } from './known-organizations.ts';

/** A target that can be decided about, how it is shown, and the organizations that it takes the name from. */
export interface Targeted {
  target: MatchTarget;
  name: string;
  organizations: readonly string[];
}

/** @throws ProblemError 400 where it is none, 404 where the organization was not seen */
export async function targetOf(
  parts: Pick<ApiParts, 'warehouse' | 'database'>,
  asked: { network: string } | { organization: string } | { domain: string },
): Promise<Targeted> {
  if ('organization' in asked) {
    const { id, name } = await findOrganization(parts, asked.organization);
    return { target: { kind: 'organization', value: id }, name, organizations: [id] };
  }
  if ('network' in asked) {
    const value = asked.network.replace(/\s+/g, '');
    if (readNetworkRange(value) === null) {
      throw wrong(
        'network',
        'must be a network (192.0.2.0/24), an address, or a range (192.0.2.1-192.0.2.9)',
      );
    }
    return { target: { kind: 'network', value }, name: value, organizations: [] };
  }
  const value = domainToASCII(asked.domain.trim().toLowerCase());
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(value)) {
    throw wrong('domain', 'must be a domain such as example.org');
  }
  const under = await parts.warehouse.query<{ id: string }>(
    `SELECT toString(id) AS id FROM organizations FINAL
     WHERE domain = {domain:String} OR endsWith(domain, concat('.', {domain:String}))`,
    { domain: value },
  );
  return { target: { kind: 'domain', value }, name: value, organizations: under.map(({ id }) => id) };
}

const wrong = (field: string, message: string): ProblemError =>
  new ProblemError(400, 'invalid_fields', 'Some fields are wrong.', undefined, {
    errors: [{ field: `target.${field}`, message }],
  });
