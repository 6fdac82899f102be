import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { columnTypes } from './column-types.ts';
import type { Channel } from './database.ts';
import { DurableFiles } from './durable-files.ts';
import { hasRoom, hasRoomForNew, NoRoomError } from './room.ts';

interface Opened {
  engine: PGlite;
  pool: pg.Pool;
  /** Whether its statements may write. */
  writes: boolean;
}

interface Heard {
  handlers: Set<(payload: string) => void>;
  /** Resolves when the engine tells of it. */
  listening: Promise<unknown>;
}

/** After these PostgreSQL takes no further statement; what it had committed is on disk. */
const LAST_WORDS: ReadonlySet<unknown> = new Set(['FATAL', 'PANIC']);

/**
 * PostgreSQL within this process, as a pool of one connection. Where the disk has hardly any room, statements only read
 * (25006): a write-ahead log that can not grow stops PostgreSQL, and a stopped one answers nobody. Should that happen all the
 * same, it is opened again as soon as there is room.
 */
export class EngineInProcess implements PostgresPool {
  readonly #path: string | null;
  readonly #heard = new Map<Channel, Heard>();
  #opened: Promise<Opened>;
  #stopped = false;

  private constructor(path: string | null, opened: Opened) {
    this.#path = path;
    this.#opened = Promise.resolve(opened);
  }

  /**
   * @param path null for one that lives in memory
   * @param copyOf what one in memory begins with, as PGlite dumps it
   * @throws NoRoomError when there is not enough room to start
   */
  static async open(path: string | null, copyOf?: Blob): Promise<EngineInProcess> {
    return new EngineInProcess(path, await open(path, copyOf));
  }

  /** @throws NoRoomError when it had to stop and there still is no room */
  async connect(): Promise<PostgresPoolClient> {
    if (this.#stopped) this.#openAgain();
    const opened = await this.#opened;
    const connection = await opened.pool.connect();
    try {
      const writes = hasRoom(this.#path);
      if (writes !== opened.writes) {
        await connection.query(`SET default_transaction_read_only = ${writes ? 'off' : 'on'}`);
        opened.writes = writes;
      }
    } catch (error) {
      connection.release();
      throw error;
    }
    const query = (...parts: unknown[]): unknown => {
      const answer: unknown = (connection.query as (...all: unknown[]) => unknown)(...parts);
      if (answer instanceof Promise) answer.catch((error: unknown) => this.#look(error));
      return answer;
    };
    return { query: query as PostgresPoolClient['query'], release: () => connection.release() };
  }

  /** @returns a function that stops listening */
  async listen(channel: Channel, handler: (payload: string) => void): Promise<() => Promise<void>> {
    const heard = this.#heard.get(channel) ?? { handlers: new Set(), listening: this.#listen(channel) };
    this.#heard.set(channel, heard);
    heard.handlers.add(handler);
    await heard.listening;
    return async () => {
      heard.handlers.delete(handler);
    };
  }

  async #listen(channel: Channel): Promise<void> {
    const { engine, pool } = await this.#opened;
    // A statement of the engine's own between two messages of a query would end that query, so the connection is held.
    const connection = await pool.connect();
    try {
      await engine.listen(channel, (payload) => this.#tell(channel, payload));
    } finally {
      connection.release();
    }
  }

  #tell(channel: Channel, payload: string): void {
    for (const handler of this.#heard.get(channel)?.handlers ?? []) handler(payload);
  }

  #look(error: unknown): void {
    if (LAST_WORDS.has((error as { severity?: unknown }).severity)) this.#stopped = true;
  }

  #openAgain(): void {
    if (!hasRoom(this.#path)) throw new NoRoomError();
    this.#stopped = false;
    const opening = open(this.#path).then(async (opened) => {
      for (const channel of this.#heard.keys()) {
        await opened.engine.listen(channel, (payload) => this.#tell(channel, payload));
      }
      return opened;
    });
    this.#opened = opening;
    opening.catch(() => {
      this.#stopped = true;
    });
  }

  /** As Kysely ends its pool. */
  async end(): Promise<void> {
    // One that stopped does not answer, and has nothing left to write.
    if (this.#stopped) return;
    const { engine, pool } = await this.#opened;
    await pool.end();
    await engine.close();
  }
}

async function open(path: string | null, copyOf?: Blob): Promise<Opened> {
  const engine = await (path === null ? PGlite.create(copyOf ? { loadDataDir: copyOf } : {}) : openAt(path));
  const pool = new pg.Pool({ ...(createPgConfig(engine) as pg.PoolConfig), max: 1, types: columnTypes });
  return { engine, pool, writes: true };
}

/** PostgreSQL needs a little room to start as well; without it, what it says is of no help. */
async function openAt(path: string): Promise<PGlite> {
  const isNew = !existsSync(join(path, 'PG_VERSION'));
  if (isNew && !hasRoomForNew(existsSync(path) ? path : dirname(path))) throw new NoRoomError();
  try {
    return await PGlite.create({ fs: new DurableFiles(path) });
  } catch (cause) {
    throw hasRoom(path) ? cause : new NoRoomError({ cause });
  }
}
