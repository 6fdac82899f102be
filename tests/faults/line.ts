import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * What becomes of what is sent over a line: it gets through, the line is cut, nothing is heard any more though the line
 * stands, or a server at its end answers every request with an error of HTTP.
 */
export type LineState = 'open' | 'cut' | 'silent' | 'errors';

/** The network between Clearpane and one server. */
export interface Line {
  /** `host:port` at which it begins. */
  readonly address: string;
  set(state: LineState): void;
  close(): Promise<void>;
}

const ERROR = 'HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/**
 * @param options.to port of the server, as soon as it is known
 * @param options.port at which it begins; any that is free where it is left out
 */
export async function openLine(options: { host: string; port?: number; to: () => number }): Promise<Line> {
  let state: LineState = 'open';
  const pairs = new Set<[Socket, Socket]>();
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect({ host: '127.0.0.1', port: options.to() });
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, into] of [pair, [far, near]] as const) {
      from.on('data', (chunk) => {
        if (state === 'open') into.write(chunk);
        else if (state === 'errors' && from === near) near.end(ERROR);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        pairs.delete(pair);
        into.destroy();
      });
    }
  }).listen(options.port ?? 0, options.host);
  await once(server, 'listening');
  const cut = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    address: `${options.host}:${(server.address() as { port: number }).port}`,
    set: (next) => {
      // What was half said over a line that was silent can not be gone on with.
      if (next === 'cut' || state === 'silent') cut();
      state = next;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
