import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { addressIn, type DemoNetwork } from '../../infra/demo/network.ts';
import { AGENT, sendViews } from '../support/client.ts';
import type { Installation } from './installation.ts';

export interface LoadOptions {
  installation: Installation;
  networks: readonly DemoNetwork[];
  /** At least so many; more, slowly, until {@link Load.end}. */
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
  /** How much of what was asked for is done, from 0 to 1. */
  progress(): number;
  /** Resolves when as many events as were asked for, and all that were begun, are acknowledged. */
  end(): Promise<void>;
}

const BATCH = 20;
const SENDERS = 8;
/** A sender that has nothing left sends a batch so often, milliseconds: what goes wrong must do so under load. */
const TRICKLE_MS = 500;

/** Sends events as pages do: to any ingest process, and again with the same ids until they are acknowledged. */
export function startLoad({ installation, networks, events, random, repeated }: LoadOptions): Load {
  const acknowledged = new Set<string>();
  const answers = new Map<number, number>();
  const enough = Math.ceil(events / BATCH);
  let made = 0;
  let ending = false;
  const make = () => {
    const network = networks[made % networks.length] as DemoNetwork;
    made += 1;
    const views = Array.from({ length: BATCH }, () => ({
      id: randomUUID(),
      url: 'https://shop.example/pricing',
    }));
    return { network, views };
  };
  type Batch = ReturnType<typeof make>;
  const again: Batch[] = [];
  const next = async (): Promise<Batch | null> => {
    if (made < enough) return random() < 0.5 ? (again.shift() ?? make()) : make();
    const failed = again.shift();
    if (failed || ending) return failed ?? null;
    await delay(TRICKLE_MS);
    return make();
  };

  const send = async ({ network, views }: Batch): Promise<boolean> => {
    const processes = installation.doors();
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
    for (let batch = await next(); batch; batch = await next()) {
      if (!(await send(batch))) {
        // Sent again later, after others: so retries arrive out of order too.
        again.push(batch);
        await delay(100);
        continue;
      }
      for (const { id } of batch.views) acknowledged.add(id);
      if (random() < repeated) await send(batch);
    }
  };
  const senders = Promise.all(Array.from({ length: SENDERS }, sender));
  return {
    acknowledged,
    answers,
    progress: () => acknowledged.size / events,
    end: async () => {
      ending = true;
      await senders;
    },
  };
}
