import { join } from 'node:path';
import { readAddress } from './address.ts';
import { type OrganizationNamer, organizationNamer } from './classify/organization-namer.ts';
import { combine, type Sourced } from './combine.ts';
import { readClaim } from './databases/claim.ts';
import type { DatabaseStatus } from './databases/database.ts';
import { DatabaseSet } from './databases/database-set.ts';
import { withOverride, withOwnNetwork } from './decide.ts';
import { GenerationCache } from './generation-cache.ts';
import { type Override, OverrideSet } from './overrides.ts';
import { isNetworkRecord, type RegisteredAnswer, registeredAnswer } from './registered-answer.ts';
import { nobody, type Resolution } from './resolution.ts';
import type { ReverseNames } from './reverse-dns/reverse-names.ts';

export type { Resolution } from './resolution.ts';

/** Answers of one generation, by address, in memory only. */
const ANSWERS = 20_000;
const REGISTERED = 20_000;
/** An address is forgotten after one to two of these. */
const FORGET_MS = 30_000;
/** How often files are looked at. */
const POLL_MS = 2000;

export interface OrganizationResolver {
  /** Never throws. */
  resolve(address: string): Resolution;
  /** Of the compiled table. */
  status(): { file: string; loaded: boolean; builtAt: string | null; error?: string };
}

/** The resolver with everything that an operator can do to it while it runs. */
export interface Organizations extends OrganizationResolver {
  /**
   * Puts decisions of people in force, all at once, for the next address.
   *
   * @throws OverrideError when one can not be used; those before stay in force
   */
  setOverrides(overrides: readonly Override[]): void;
  /** Looks for changed files now. They are looked for every two seconds anyway. */
  refresh(): Promise<void>;
  /** How each file is doing, the compiled table first. */
  databases(): DatabaseStatus[];
  close(): void;
}

export interface ResolverOptions {
  /** Where the build put the compiled table. */
  directory: string;
  /** Where an update puts a newer one, if it does. */
  updates?: string;
  /** The operator's databases. */
  databases?: readonly string[];
  /** The operator's list of networks. */
  ownNetworks?: string;
  /** Confirmed reverse DNS; without it nothing is asked. */
  reverseNames?: ReverseNames;
  now?: () => number;
  /** Hears of files that can not be used, and of those that can again. */
  onWarning?: (warning: string) => void;
}

/**
 * Opens the compiled table and what the operator adds. Whatever file is missing or damaged, the resolver answers with
 * the rest, and its status says what is wrong: data must not stop events.
 */
export async function openOrganizations(options: ResolverOptions): Promise<Organizations> {
  const files = new DatabaseSet({
    tables: [options.updates, options.directory]
      .filter((directory) => directory !== undefined)
      .map((directory) => join(directory, 'organizations.mmdb')),
    databases: options.databases ?? [],
    ownNetworks: options.ownNetworks ?? null,
    now: options.now ?? Date.now,
    onWarning: options.onWarning ?? (() => {}),
  });
  const resolver = new Resolver(files, options.reverseNames);
  await files.refresh();
  resolver.start();
  return resolver;
}

class Resolver implements Organizations {
  readonly #files: DatabaseSet;
  readonly #reverseNames: ReverseNames | undefined;
  readonly #namer: OrganizationNamer = organizationNamer();
  readonly #answers = new GenerationCache<string, Resolution>(ANSWERS);
  /** Answers of the registration alone, by autonomous system and country. */
  readonly #registered = new GenerationCache<number, RegisteredAnswer>(REGISTERED);
  #overrides = new OverrideSet([]);
  #timers: NodeJS.Timeout[] = [];

  constructor(files: DatabaseSet, reverseNames: ReverseNames | undefined) {
    this.#files = files;
    this.#reverseNames = reverseNames;
  }

  start(): void {
    this.#timers = [
      setInterval(() => void this.refresh(), POLL_MS).unref(),
      setInterval(() => this.#answers.turn(), FORGET_MS).unref(),
    ];
  }

  resolve(text: string): Resolution {
    const known = this.#answers.get(text);
    if (known !== undefined) return known;
    const answer = this.#resolve(text);
    // What is no address is not worth the room.
    if (text.length <= 64) this.#answers.set(text, answer);
    return answer;
  }

  #resolve(text: string): Resolution {
    const address = readAddress(text);
    if ('reason' in address) return nobody(address.reason);
    const override = this.#overrides.forAddress(address);
    const registered = this.#registeredAnswer(this.#files.table?.get(address));
    let answer = this.#combined(address, registered);
    const own = this.#files.ownNetworks?.find(address);
    if (own !== undefined) answer = withOwnNetwork(answer, own, this.#namer);
    else if (this.#reverseNames) answer = this.#reverseNames.refine(address, answer, registered?.kind);
    if (override !== undefined) answer = withOverride(answer, override, this.#namer);
    return this.#decidedAbout(answer, override);
  }

  /**
   * What was decided about the organization that was found, and about the one that it is by that decision, and so on.
   * Who it is by a decision about the network stays who it is, unless that organization was excluded later.
   */
  #decidedAbout(found: Resolution, override: Override | undefined): Resolution {
    const named = override?.decision.kind === 'is' ? override.at : Number.NEGATIVE_INFINITY;
    const passed = new Set<string>();
    let answer = found;
    while (answer.organization !== null && !passed.has(answer.organization.id)) {
      passed.add(answer.organization.id);
      const about = this.#overrides.forOrganization(answer.organization);
      if (about === undefined) break;
      const { decision, at } = about;
      if (Number.isFinite(named) && !(decision.kind === 'exclude' && at > named)) break;
      answer = withOverride(answer, about, this.#namer);
    }
    return answer;
  }

  #registeredAnswer(record: unknown): RegisteredAnswer | null {
    if (!isNetworkRecord(record)) return null;
    // The table has one record for each pair.
    const { a, y = '' } = record;
    const key = a * 1024 + (y === '' ? 0 : (y.charCodeAt(0) - 64) * 27 + y.charCodeAt(1) - 64);
    const known = this.#registered.get(key);
    if (known !== undefined) return known;
    const answer = registeredAnswer(record);
    this.#registered.set(key, answer);
    return answer;
  }

  #combined(
    address: Parameters<OverrideSet['forAddress']>[0],
    registered: RegisteredAnswer | null,
  ): Resolution {
    const sources: Sourced[] = [];
    for (const database of this.#files.databases) {
      const record = database.get(address);
      if (record !== null) sources.push({ database: database.type, claim: readClaim(record) });
    }
    if (registered === null && this.#files.table === null && sources.length === 0) {
      return nobody('The network table could not be read.');
    }
    return combine(registered, sources, this.#namer);
  }

  setOverrides(overrides: readonly Override[]): void {
    this.#overrides = new OverrideSet(overrides);
    this.#answers.clear();
  }

  async refresh(): Promise<void> {
    if (!(await this.#files.refresh())) return;
    this.#registered.clear();
    this.#answers.clear();
  }

  status(): ReturnType<OrganizationResolver['status']> {
    const [table] = this.#files.status();
    const { file = '', loaded = false, builtAt = null, error = null } = table ?? {};
    return { file, loaded, builtAt, ...(error === null ? {} : { error }) };
  }

  databases(): DatabaseStatus[] {
    return this.#files.status();
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#answers.clear();
    this.#reverseNames?.close();
  }
}
