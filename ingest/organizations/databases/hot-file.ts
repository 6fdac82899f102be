import { readFile, stat } from 'node:fs/promises';

/** A file that can not be used; the message says why, without its path. */
export class DatabaseError extends Error {
  readonly code = 'bad_database';
}

interface Version {
  modified: number;
  size: number;
  inode: number;
}

/**
 * A file that may be replaced at any time. A new version is read into a buffer of its own and checked while the old
 * one answers; then one reference changes. A version that fails is reported, and the last good copy stays. The
 * directory is not watched: a watcher tells of files that are half written, and looking costs one call.
 */
export class HotFile<Content> {
  readonly file: string;
  readonly #read: (bytes: Buffer) => Content | Promise<Content>;
  readonly #refuse: (next: Content, current: Content) => string | null;
  #content: Content | null = null;
  #version: Version | null = null;
  #error: string | null = null;

  /**
   * @param options.read Throws DatabaseError with what is wrong.
   * @param options.refuse Why a good file is no update of the one in use, or null.
   */
  constructor(options: {
    file: string;
    read: (bytes: Buffer) => Content | Promise<Content>;
    refuse?: (next: Content, current: Content) => string | null;
  }) {
    this.file = options.file;
    this.#read = options.read;
    this.#refuse = options.refuse ?? (() => null);
  }

  get content(): Content | null {
    return this.#content;
  }

  /** What is wrong with the file as it lies there now; null when it is in use. */
  get error(): string | null {
    return this.#error;
  }

  /** Looks whether the file changed and takes it in. Never throws. Returns whether the content is another now. */
  async refresh(): Promise<boolean> {
    const version = await versionOf(this.file);
    if (version === null) {
      this.#version = null;
      this.#error = 'there is no such file';
      return false;
    }
    if (isSame(version, this.#version)) return false;
    try {
      // Whoever writes on while this reads changes the version, and the next look reads again.
      this.#version = version;
      const bytes = await readFile(this.file);
      const next = await this.#read(bytes);
      const refusal = this.#content === null ? null : this.#refuse(next, this.#content);
      if (refusal !== null) throw new DatabaseError(refusal);
      this.#content = next;
      this.#error = null;
      return true;
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      this.#error =
        cause instanceof DatabaseError ? cause.message : `it can not be read (${code ?? 'damaged'})`;
      return false;
    }
  }
}

async function versionOf(file: string): Promise<Version | null> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return { modified: mtimeMs, size, inode: ino };
  } catch {
    return null;
  }
}

function isSame(one: Version, other: Version | null): boolean {
  return (
    other !== null && one.modified === other.modified && one.size === other.size && one.inode === other.inode
  );
}
