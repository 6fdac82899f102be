import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { Engine } from '../../infra/engines/engine.ts';

/**
 * The address of a cluster. Servers that the library makes do not carry out ON CLUSTER, so this does: a statement with
 * these words goes to each server without them, and a change of a replicated table (other than of its settings) to one
 * server of each shard, as ClickHouse has it. Everything else goes to the first server that is there.
 */
export interface ClusterDoor {
  /** Address of a database. */
  url(database: string): string;
  close(): Promise<void>;
}

const ON_CLUSTER = / ON CLUSTER '[\w-]+'/;

export async function openClusterDoor(shards: readonly (readonly Engine[])[]): Promise<ClusterDoor> {
  const server = createServer((request, response) => {
    answer(shards, request, response).catch((error: unknown) => {
      response.writeHead(503, { 'x-clickhouse-exception-code': '210' }).end(`Code: 210. ${String(error)}`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: (database) => `http://127.0.0.1:${port}/${database}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  shards: readonly (readonly Engine[])[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = Uint8Array.from(await buffer(request));
  const zipped = request.headers['content-encoding'] === 'gzip';
  const statement = Buffer.from(zipped ? gunzipSync(body) : body).toString('utf8');
  const ask = (server: Engine, sent: Uint8Array<ArrayBuffer> | string, without?: string): Promise<Response> =>
    fetch(new URL(request.url ?? '/', server.address), {
      method: request.method ?? 'POST',
      headers: forwarded(request, without),
      ...(request.method === 'GET' ? {} : { body: sent }),
    });
  if (!ON_CLUSTER.test(statement)) {
    await pass(await first(shards.flat(), (server) => ask(server, body)), response);
    return;
  }
  const tell = (server: Engine): Promise<Response> =>
    ask(server, statement.replace(ON_CLUSTER, ''), 'content-encoding');
  const answers: Response[] = [];
  for (const replicas of shards) {
    if (/^\s*ALTER TABLE \w+_local (?!.*MODIFY SETTING)/.test(statement)) {
      answers.push(await first(replicas, tell));
    } else {
      for (const server of replicas) answers.push(await tell(server));
    }
  }
  const [one] = answers;
  const worst = answers.find(({ ok }) => !ok) ?? one;
  if (worst) await pass(worst, response);
}

/** The first that can be reached. */
async function first(
  servers: readonly Engine[],
  ask: (server: Engine) => Promise<Response>,
): Promise<Response> {
  let failed: unknown;
  for (const server of servers) {
    try {
      return await ask(server);
    } catch (error) {
      failed = error;
    }
  }
  throw failed;
}

const OWN = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'];

function forwarded({ headers }: IncomingMessage, without = ''): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && name !== without && !OWN.includes(name) ? [[name, value]] : [],
  );
}

/** What describes the way of an answer, not the answer. */
const OF_THE_WAY = ['connection', 'keep-alive', 'content-encoding', 'content-length', 'transfer-encoding'];

async function pass(from: Response, to: ServerResponse): Promise<void> {
  to.statusCode = from.status;
  from.headers.forEach((value, name) => {
    if (!OF_THE_WAY.includes(name)) to.setHeader(name, value);
  });
  to.end(Buffer.from(await from.arrayBuffer()));
}
