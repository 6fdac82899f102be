import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { addressIn, type DemoNetwork } from '../../infra/demo/network.ts';
import { AGENT, sendViews } from '../support/client.ts';
import type { Installation } from './installation.ts';

export interface LoadOptions {
  installation: Installation;
  networks: readonly DemoNetwork[];
  events: number;
  random: () => number;
  /** Share of batches that are sent again although they were acknowledged. */
  repeated: number;
}

export interface Load {
  /** Ids of events that were acknowledged. */
  acknowledged: Set<string>;
  /** Answers of ingest by status; 0 where there was none. */
  answers: Map<number, number>;
  /** How much is done, from 0 to 1. */
  progress(): number;
  done: Promise<void>;
}

const BATCH = 20;
const SENDERS = 8;

/** Sends events as pages do: to any ingest process, and again with the same ids until they are acknowledged. */
export function startLoad({ installation, networks, events, random, repeated }: LoadOptions): Load {
  const acknowledged = new Set<string>();
  const answers = new Map<number, number>();
  const batches = Array.from({ length: Math.ceil(events / BATCH) }, (_, index) => ({
    network: networks[index % networks.length] as DemoNetwork,
    views: Array.from({ length: BATCH }, () => ({ id: randomUUID(), url: 'https://shop.example/pricing' })),
  }));
  const waiting = batches.slice();

  const send = async ({ network, views }: (typeof batches)[number]): Promise<boolean> => {
    const processes = installation.running('ingest');
    const process = processes[Math.floor(random() * processes.length)];
    if (!process) throw new Error('There is no ingest.');
    const from = { address: addressIn(network, random), agent: AGENT };
    const status = await sendViews(process, installation.site, views, from).then(
      (answer) => answer.status,
      () => 0,
    );
    answers.set(status, (answers.get(status) ?? 0) + 1);
    return status === 204;
  };
  const sender = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
      if (!(await send(batch))) {
        // Sent again later, after others: so retries arrive out of order too.
        waiting.push(batch);
        await delay(100);
        continue;
      }
      for (const { id } of batch.views) acknowledged.add(id);
      if (random() < repeated) await send(batch);
    }
  };
  return {
    acknowledged,
    answers,
    progress: () => acknowledged.size / (batches.length * BATCH),
    done: Promise.all(Array.from({ length: SENDERS }, sender)).then(() => undefined),
  };
}
