import { readdirSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * PGlite's files with the one thing it leaves out: fsync. PostgreSQL is durable when its write-ahead log is
 * on disk before a commit is answered, and its tables before the log is recycled at a checkpoint. So after
 * each statement the changed parts of the log are synced, and everything that changed when the control file
 * says that there was a checkpoint.
 */
export class DurableFiles extends NodeFS {
  readonly #root: string;
  readonly #log: ChangedFiles;
  readonly #all: ChangedFiles;
  #checkpoint: bigint;

  constructor(root: string) {
    super(root);
    this.#root = root;
    this.#log = new ChangedFiles(join(root, 'pg_wal'));
    this.#all = new ChangedFiles(root);
    this.#checkpoint = this.#controlFileTime();
  }

  override async syncToFs(): Promise<void> {
    const checkpoint = this.#controlFileTime();
    await this.#log.sync();
    if (checkpoint === this.#checkpoint) return;
    this.#checkpoint = checkpoint;
    await this.#all.sync();
  }

  #controlFileTime(): bigint {
    const file = join(this.#root, 'global', 'pg_control');
    return statSync(file, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n;
  }
}

/** File times advance in steps of a few milliseconds; two changes within one step look like one. */
const CLOCK_STEP_NS = 50_000_000n;

/** Syncs what changed below a directory, with the directories themselves. */
class ChangedFiles {
  readonly #directory: string;
  /** Everything that changed before this is on disk, nanoseconds since the epoch. */
  #clean = 0n;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async sync(): Promise<void> {
    const began = BigInt(Date.now()) * 1_000_000n;
    for (const path of this.#paths()) {
      const changed = statSync(path, { bigint: true, throwIfNoEntry: false });
      if (changed && changed.mtimeNs >= this.#clean && (changed.isFile() || changed.isDirectory())) {
        await syncFile(path);
      }
    }
    this.#clean = began - CLOCK_STEP_NS;
  }

  #paths(): string[] {
    try {
      const entries = readdirSync(this.#directory, { recursive: true, withFileTypes: true });
      return [this.#directory, ...entries.map((entry) => join(entry.parentPath, entry.name))];
    } catch (error) {
      // Before the first start there is nothing.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}

async function syncFile(path: string): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    // Removed in between: nothing to keep.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
