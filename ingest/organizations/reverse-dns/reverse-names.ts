import { createHmac, randomBytes } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { foldName } from '../../../policy/fold-name.ts';
import { type LookupAddress, number6 } from '../address.ts';
import type { HolderKind } from '../classify/kinds.ts';
import { organizationId } from '../classify/organization-id.ts';
import { wordScorer } from '../classify/word-scores.ts';
import { isDomainOf } from '../combine.ts';
import { GenerationCache } from '../generation-cache.ts';
import type { Resolution, ResolvedOrganization } from '../resolution.ts';
import { organizationDomain } from './host-name.ts';

/** What is asked of DNS. */
export interface Dns {
  /** Names of an address. Rejects where there is none. */
  reverse(address: string): Promise<string[]>;
  resolve4(name: string): Promise<string[]>;
  resolve6(name: string): Promise<string[]>;
}

/** The machine's own DNS, impatient. A question tells it an address: it must be one that the operator trusts. */
export function machineDns(): Dns {
  return new Resolver({ timeout: 1000, tries: 1 });
}

const KNOWN = 50_000;
const IN_FLIGHT = 50;
const NAMES_OF_ONE_ADDRESS = 3;
/** What was found out is forgotten after one to two hours. */
const FORGET_MS = 3_600_000;
const PER_SECOND = 50;

/** Kinds whose addresses may belong to somebody else than the holder. */
const OPEN: ReadonlySet<HolderKind> = new Set(['isp', 'unknown', 'research']);

/**
 * Names from reverse DNS, believed only where the name leads back to the address. Never waited for: an address is
 * answered without, asked about on the side, and later visits from the same network know more. What is known is kept
 * in memory under a keyed hash of the network (one IPv4 address, one IPv6 /64); the key dies with the process.
 */
export class ReverseNames {
  readonly #dns: Dns;
  readonly #now: () => number;
  readonly #known = new GenerationCache<string, { domain: string | null }>(KNOWN);
  readonly #asking = new Map<string, Promise<void>>();
  readonly #key = randomBytes(32);
  readonly #scores = wordScorer();
  readonly #timer: NodeJS.Timeout;
  #enabled: boolean;
  #second = 0;
  #asked = 0;

  constructor(options: { dns: Dns; enabled: boolean; now: () => number }) {
    this.#dns = options.dns;
    this.#enabled = options.enabled;
    this.#now = options.now;
    this.#timer = setInterval(() => this.#known.turn(), FORGET_MS).unref();
  }

  /** Off forgets everything. */
  setEnabled(enabled: boolean): void {
    this.#enabled = enabled;
    if (!enabled) this.#known.clear();
  }

  /** The answer with what is known already; asks on the side where nothing is. */
  refine(address: LookupAddress, answer: Resolution, kind: HolderKind | undefined): Resolution {
    if (!this.#enabled) return answer;
    const named = answer.organization !== null && answer.organization.domain === '';
    const open = answer.organization === null && answer.networkKind !== 'vpn' && OPEN.has(kind ?? 'unknown');
    if (!named && !open) return answer;
    const network = this.#network(address);
    const known = this.#known.get(network);
    if (known === undefined) {
      this.#ask(network, address);
      return answer;
    }
    return known.domain === null ? answer : this.#with(known.domain, answer);
  }

  /** Resolves when everything that was asked is answered. */
  async settled(): Promise<void> {
    await Promise.all(this.#asking.values());
  }

  close(): void {
    clearInterval(this.#timer);
    this.setEnabled(false);
  }

  #network(address: LookupAddress): string {
    const network = address.v4 === null ? `6${(number6(address) ?? 0n) >> 64n}` : `4${address.v4}`;
    return createHmac('sha256', this.#key).update(network).digest('base64');
  }

  #ask(network: string, address: LookupAddress): void {
    if (this.#asking.size >= IN_FLIGHT || this.#asking.has(network) || !this.#mayAsk()) return;
    const asked = this.#find(address).then(
      (domain) => {
        if (this.#enabled) this.#known.set(network, { domain });
      },
      () => {
        // No name, or no answer in time: not asked again for a while.
        if (this.#enabled) this.#known.set(network, { domain: null });
      },
    );
    this.#asking.set(
      network,
      asked.finally(() => this.#asking.delete(network)),
    );
  }

  #mayAsk(): boolean {
    const second = Math.floor(this.#now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#asked = 0;
    }
    this.#asked += 1;
    return this.#asked <= PER_SECOND;
  }

  async #find(address: LookupAddress): Promise<string | null> {
    const names = await this.#dns.reverse(address.text);
    for (const name of names.slice(0, NAMES_OF_ONE_ADDRESS)) {
      const domain = organizationDomain(name, address);
      if (domain === null || this.#isProviders(domain)) continue;
      if (await this.#leadsBack(name, address)) return domain;
    }
    return null;
  }

  async #leadsBack(name: string, address: LookupAddress): Promise<boolean> {
    if (address.v4 !== null) return (await this.#dns.resolve4(name)).includes(address.text);
    const whole = number6(address);
    const addresses = await this.#dns.resolve6(name);
    return addresses.some((each) => number6({ text: each, v4: null }) === whole);
  }

  /** "example-telecom.net" is a provider's own. */
  #isProviders(domain: string): boolean {
    const scores = this.#scores(foldName(domain.split('.')[0] ?? '').split(' '));
    return Math.max(scores.isp, scores.mobile, scores.hosting, scores.vpn) >= 2;
  }

  #with(domain: string, answer: Resolution): Resolution {
    const { organization } = answer;
    if (organization !== null) {
      if (!isDomainOf(domain, organization.name)) return answer;
      return this.#answer({ ...organization, domain }, domain, answer);
    }
    const kind = /\.(?:edu|ac)(?:\.|$)/.test(domain)
      ? 'education'
      : /\.(?:gov|mil)(?:\.|$)/.test(domain)
        ? 'government'
        : 'business';
    // Nobody knows the name behind a domain, so the domain is shown.
    const id = organizationId(domain, 'domain');
    return this.#answer(
      { id, name: domain, domain, country: '', kind, confidence: 'medium' },
      domain,
      answer,
    );
  }

  #answer(organization: ResolvedOrganization, domain: string, answer: Resolution): Resolution {
    const says = `the address has a name under ${domain}, and that name leads back to it`;
    return {
      ...answer,
      organization,
      networkKind: organization.kind,
      confidence: organization.confidence,
      eligible: true,
      reason: answer.organization ? answer.reason : `The address is named by ${domain}.`,
      evidence: [...answer.evidence, { source: 'reverse_dns', says, weight: 'medium' }],
    };
  }
}
