import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Channel } from './database.ts';

const RECONNECT_MS = 250;

/**
 * Hears notifications on one connection of its own. When it breaks, it is made anew, and every handler is called once:
 * something may have been said meanwhile.
 */
export class Listener {
  readonly #connect: () => Promise<pg.Client>;
  readonly #onError: (error: unknown) => void;
  readonly #handlers = new Map<Channel, Set<(payload: string) => void>>();
  readonly #stop = new AbortController();
  #client: Promise<pg.Client> | null = null;

  constructor(connect: () => Promise<pg.Client>, onError: (error: unknown) => void) {
    this.#connect = connect;
    this.#onError = onError;
  }

  /** @throws what the first connection throws */
  async listen(channel: Channel, handler: (payload: string) => void): Promise<() => Promise<void>> {
    const known = this.#handlers.get(channel);
    const handlers = known ?? new Set();
    handlers.add(handler);
    this.#handlers.set(channel, handlers);
    const first = this.#client === null;
    this.#client ??= this.#open();
    const client = await this.#client;
    // The name is one of ours, never something that somebody sent.
    if (!first && !known) await client.query(`LISTEN ${channel}`);
    return async () => {
      handlers.delete(handler);
    };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    const client = await this.#client?.catch(() => null);
    await client?.end().catch(() => undefined);
  }

  async #open(): Promise<pg.Client> {
    const client = await this.#connect();
    const broken = new Promise<void>((resolve) => {
      client.once('error', () => resolve());
      client.once('end', () => resolve());
    });
    client.on('notification', ({ channel, payload }) => this.#tell(channel as Channel, payload ?? ''));
    for (const channel of this.#handlers.keys()) await client.query(`LISTEN ${channel}`);
    void broken.then(() => this.#again());
    return client;
  }

  async #again(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await delay(RECONNECT_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      if (this.#stop.signal.aborted) return;
      const opening = this.#open();
      try {
        await opening;
      } catch (error) {
        this.#onError(error);
        continue;
      }
      this.#client = opening;
      for (const channel of this.#handlers.keys()) this.#tell(channel, '');
      return;
    }
  }

  #tell(channel: Channel, payload: string): void {
    for (const handler of this.#handlers.get(channel) ?? []) handler(payload);
  }
}
