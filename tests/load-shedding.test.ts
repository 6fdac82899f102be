import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../infra/engines/engine.ts';
import { freePorts } from '../infra/engines/free-ports.ts';
import { KAFKA_VERSIONS, kafkaEngine } from '../infra/engines/kafka.ts';
import { eventId } from '../ingest/event-id.ts';
import { AGENT } from './support/client.ts';
import { brokerRecords, dataDirectory, type Product, startProduct, startRole } from './support/product.ts';
import { SIDES } from './support/sides.ts';
import { makeOpenSite, type OpenSite, realNetworks } from './support/site.ts';

/** Megabytes for what lasts: twice what ingest needs by itself. */
const HEAP = 112;
const SENDERS = 600;
const EVENTS = 14;
/** Long addresses, so that few events fill the memory before the log says that too many wait. */
const PAGE = `https://shop.example/${'a'.repeat(4000)}`;

interface Answer {
  ids: string[];
  status: number;
  retryAfter: string | undefined;
  code: string | undefined;
}

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);

describe.skipIf(skipped)('more requests than memory can hold', () => {
  let directory: string;
  let broker: Engine;
  let data: string;
  let remove: () => Promise<void>;
  let site: OpenSite;
  let ingest: Product;
  let address: string;
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clearpane-shedding-'));
    const [port = 0, controllerPort = 0] = await freePorts(2);
    broker = kafkaEngine({
      directory: join(directory, 'kafka'),
      port,
      controllerPort,
      version: KAFKA_VERSIONS[0],
    });
    await broker.start();
    ({ path: data, remove } = await dataDirectory('distributed', 1, broker.address));
    site = await makeOpenSite(data);
    address = (await realNetworks()).named[0]?.address ?? '';
    const secret = join(directory, 'secret');
    await writeFile(secret, randomBytes(48).toString('base64'));
    ingest = await startRole(data, 'ingest', {
      NODE_OPTIONS: `--max-old-space-size=${HEAP}`,
      CLEARPANE_SECRET_FILE: secret,
      CLEARPANE_RATE: '1000000',
      CLEARPANE_RATE_BURST: '1000000',
    });
  }, 120_000);
  afterAll(async () => {
    agent.destroy();
    await ingest?.stop('SIGKILL');
    await broker?.stop('SIGKILL');
    await remove?.();
    await rm(directory, { recursive: true, force: true });
  });

  /** One page sends a batch; rejects when there is no answer. */
  function send(): Promise<Answer> {
    const ids = Array.from({ length: EVENTS }, () => randomUUID());
    const events = ids.map((id) => ({ id, name: 'page_view', url: PAGE }));
    const body = JSON.stringify({ site: site.key, sentAt: Date.now(), events });
    return new Promise((resolve, reject) => {
      const sent = request(
        `${ingest.ingest}/v1/events`,
        {
          agent,
          method: 'POST',
          headers: { 'content-type': 'text/plain', 'user-agent': AGENT, 'x-forwarded-for': address },
        },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          answer.on('error', reject).on('end', () =>
            resolve({
              ids,
              status: answer.statusCode ?? 0,
              retryAfter: answer.headers['retry-after'],
              code: /"code":"(\w+)"/.exec(text)?.[1],
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  test('are turned away with a time to come back; what is accepted is stored, and the process lives', async () => {
    expect((await send()).status).toBe(204);
    const answers: Answer[] = [];
    const unanswered: unknown[] = [];
    const turnedAway = () => answers.filter(({ code }) => code === 'overloaded');
    let crowded = true;
    const crowd = Array.from({ length: SENDERS }, async () => {
      while (crowded) {
        await send().then(
          (answer) => answers.push(answer),
          (error) => unanswered.push(error),
        );
        await delay(20);
      }
    });
    // The log stands still, so that whoever is taken in waits in memory.
    process.kill(broker.pid(), 'SIGSTOP');
    await expect
      .poll(() => turnedAway().length + unanswered.length, { timeout: 40_000 })
      .toBeGreaterThan(300);
    process.kill(broker.pid(), 'SIGCONT');
    crowded = false;
    await Promise.all(crowd);

    expect([unanswered.slice(0, 3), unanswered.length > 0 ? ingest.output() : '']).toEqual([[], '']);
    for (const { status, retryAfter } of answers) {
      expect([status, retryAfter]).toEqual(status === 204 ? [204, undefined] : [503, '2']);
    }
    // With the crowd gone there is room again.
    await expect.poll(async () => (await send()).status, { timeout: 40_000 }).toBe(204);
    expect(await ingest.stop('SIGTERM')).toBe(0);

    const stored = (await brokerRecords(data)).map(({ value }) => (value as { id: string }).id);
    const times = new Map<string, number>();
    for (const id of stored) times.set(id, (times.get(id) ?? 0) + 1);
    const timesOf = ({ ids }: Answer) => ids.map((id) => times.get(eventId(site.id, id)) ?? 0);
    const accepted = answers.filter(({ status }) => status === 204);
    expect(accepted.flatMap(timesOf)).toEqual(accepted.flatMap(({ ids }) => ids.map(() => 1)));
    expect(turnedAway().flatMap(timesOf)).toEqual(turnedAway().flatMap(({ ids }) => ids.map(() => 0)));
  }, 120_000);
});

test('a process that runs out of memory all the same ends at once and lets go of its data', async () => {
  const { path, remove } = await dataDirectory();
  const first = await startProduct(path);
  const began = performance.now();
  // What Node does to itself then.
  await first.stop('SIGABRT');
  expect(performance.now() - began).toBeLessThan(10_000);
  const second = await startProduct(path);
  expect(await second.stop('SIGTERM')).toBe(0);
  await remove();
}, 180_000);
