import type { NetworkMap } from '../networks/network-map.ts';
import type { OwnNetwork, OwnNetworks } from '../networks/own-networks.ts';
import { readOwnNetworks } from '../networks/own-networks.ts';
import { isNetworkRecord } from '../registered-answer.ts';
import { isKnownRecord } from './claim.ts';
import { Database, type DatabaseStatus, databaseStatus, refuseUpdate } from './database.ts';
import { HotFile } from './hot-file.ts';

interface SetOptions {
  /** Compiled tables, the one that is preferred first; the first that can be used is used. */
  tables: readonly string[];
  databases: readonly string[];
  ownNetworks: string | null;
  now: () => number;
  onWarning: (warning: string) => void;
}

/** All files that answers are made from, each replaceable while the others answer. */
export class DatabaseSet {
  readonly #tables: HotFile<Database>[];
  readonly #databases: HotFile<Database>[];
  readonly #ownNetworks: HotFile<OwnNetworks> | null;
  readonly #now: () => number;
  readonly #warn: (warning: string) => void;
  readonly #told = new Map<string, string>();
  #refreshing: Promise<boolean> | null = null;

  /** What is in use; fields, because every look-up reads them. */
  table: Database | null = null;
  databases: readonly Database[] = [];
  ownNetworks: NetworkMap<OwnNetwork> | null = null;

  constructor({ tables, databases, ownNetworks, now, onWarning }: SetOptions) {
    const open = (isRecord: (record: unknown) => boolean) => (file: string) =>
      new HotFile({ file, read: (bytes) => Database.read(bytes, isRecord), refuse: refuseUpdate });
    this.#tables = tables.map(open(isNetworkRecord));
    this.#databases = databases.map(open(isKnownRecord));
    this.#ownNetworks =
      ownNetworks === null ? null : new HotFile({ file: ownNetworks, read: readOwnNetworks });
    this.#now = now;
    this.#warn = onWarning;
  }

  /** Takes in what changed. Never throws. Returns whether answers may be others now. */
  refresh(): Promise<boolean> {
    // One look at a time: a slow disk must not pile them up.
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refresh(): Promise<boolean> {
    let changed = false;
    for (const file of this.#files()) changed = (await file.refresh()) || changed;
    this.#tell();
    if (!changed) return false;
    this.table = this.#newestTable();
    this.databases = this.#databases.map(({ content }) => content).filter((content) => content !== null);
    this.ownNetworks = this.#ownNetworks?.content?.networks ?? null;
    return true;
  }

  /** An update that is older than what came with the program is of no use. */
  #newestTable(): Database | null {
    let newest: Database | null = null;
    for (const { content } of this.#tables) {
      if (content && (newest === null || content.builtAt > newest.builtAt)) newest = content;
    }
    return newest;
  }

  /** The table in use comes first; a table that may be missing and is, is no news. */
  status(): DatabaseStatus[] {
    const inUse = this.#tables.filter(({ content }) => content !== null && content === this.table);
    const others = this.#tables.filter((file, index) => {
      return !inUse.includes(file) && (file.content !== null || index === this.#tables.length - 1);
    });
    const own = this.#ownNetworks;
    return [
      ...[...inUse, ...others, ...this.#databases].map((file) => databaseStatus(file, this.#now())),
      ...(own === null ? [] : [this.#ownStatus(own)]),
    ];
  }

  #ownStatus({ file, content, error }: HotFile<OwnNetworks>): DatabaseStatus {
    return {
      file,
      loaded: content !== null,
      type: 'your list of networks',
      builtAt: null,
      ageDays: null,
      probed: content?.count ?? 0,
      failures: content?.warnings.length ?? 0,
      error: error ?? (content?.warnings.join('; ') || null),
    };
  }

  *#files(): Generator<HotFile<Database> | HotFile<OwnNetworks>> {
    yield* this.#tables;
    yield* this.#databases;
    if (this.#ownNetworks) yield this.#ownNetworks;
  }

  /** One warning for each trouble, and one word when it is over. */
  #tell(): void {
    const optional = this.#tables.slice(0, -1);
    for (const file of this.#files()) {
      const lines = file === this.#ownNetworks ? (this.#ownNetworks.content?.warnings ?? []) : [];
      const missing = optional.some((table) => table === file) && file.content === null;
      const trouble =
        file.error !== null && !(missing && /no such file/.test(file.error)) ? file.error : lines.join('; ');
      const before = this.#told.get(file.file) ?? '';
      if (trouble === before) continue;
      this.#told.set(file.file, trouble);
      const kept = file.content === null ? 'it is left out' : 'the last good copy stays in use';
      if (trouble === '') this.#warn(`${file.file} is in use again.`);
      else if (file.error === null) this.#warn(`${file.file}: ${trouble}; the other lines are used.`);
      else this.#warn(`${file.file} can not be used: ${trouble}; ${kept}.`);
    }
  }
}
