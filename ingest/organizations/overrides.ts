import type { ExclusionReason, OrganizationKind } from '../../policy/match-decision.ts';
import { readNetworkRange } from '../../policy/network-range.ts';
import { OrganizationIndex } from '../../policy/organization-index.ts';
import type { LookupAddress } from './address.ts';
import { NetworkMap } from './networks/network-map.ts';
import type { ResolvedOrganization } from './resolution.ts';

/** What a decision is about: a network (`192.0.2.0/24`, an address, `first-last`), an organization, a domain. */
export type Target = { network: string } | { organization: string } | { domain: string };

/** An organization as somebody decided that it is. `id` is given where it is one that exists already. */
export interface DecidedOrganization {
  id?: string;
  name: string;
  domain?: string;
  country?: string;
  kind?: OrganizationKind;
}

export type Decision =
  /** Whoever is shown, it is not them. */
  | { kind: 'not_them' }
  | { kind: 'is'; organization: DecidedOrganization }
  /** An internet provider: its customers can not be seen. */
  | { kind: 'isp' }
  | { kind: 'exclude'; reason: ExclusionReason };

/**
 * A person's decision about a match. It wins over every database. Where several apply, the one about the longest
 * network prefix wins; then one about the organization that was found; then one about its domain.
 */
export interface Override {
  target: Target;
  decision: Decision;
  /** Who decided: a name or an id of an account. */
  by: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** A decision that can not be used; the message says why. The decisions before it stay in force. */
export class OverrideError extends Error {
  readonly code = 'bad_override';
}

/** Decisions, ready to be asked. Never changes; another set takes its place. */
export class OverrideSet {
  readonly #networks = new NetworkMap<Override>();
  readonly #organizations = new OrganizationIndex<Override>();

  /**
   * @param overrides Of two about the same target, the later one counts.
   * @throws OverrideError when a network is none, or a target or name is empty
   */
  constructor(overrides: readonly Override[]) {
    for (const override of [...overrides].sort((a, b) => a.at - b.at)) {
      const { target, decision } = override;
      if (decision.kind === 'is' && decision.organization.name.trim() === '') {
        throw new OverrideError('An organization needs a name.');
      }
      if ('network' in target) {
        const range = readNetworkRange(target.network);
        if (!range) throw new OverrideError(`"${target.network}" is no network, address or range.`);
        this.#networks.add(range, override);
      } else if ('organization' in target) {
        this.#organizations.addOrganization(given(target.organization), override);
      } else {
        this.#organizations.addDomain(given(target.domain), override);
      }
    }
  }

  /** The decision about the network that an address is in. */
  forAddress(address: LookupAddress): Override | undefined {
    return this.#networks.find(address);
  }

  /** The decision about an organization that was found. */
  forOrganization(organization: Pick<ResolvedOrganization, 'id' | 'domain'>): Override | undefined {
    return this.#organizations.find(organization);
  }
}

function given(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new OverrideError('A decision needs a network, an organization or a domain.');
  return trimmed;
}
