import { randomUUID } from 'node:crypto';
import { watch } from '../../infra/database/watch.ts';
import { type Attempted, attempt } from './attempt.ts';
import { type HeldDelivery, type Lane, outbox } from './outbox.ts';
import type { Outcome } from './outcome.ts';
import type { DeliveryParts } from './parts.ts';

/** How many are under way at a time. Targets that hang fill their own lane at most until their time is over. */
const WIDTH: Record<Lane, number> = { channels: 12, mail: 4 };

/** How long an ending waits for what is under way; the rest is sent again when its lease is over. */
const CLOSE_MS = 2000;

export interface Sender {
  close(): Promise<void>;
}

/**
 * Sends what is due until it is closed. Several may run: each delivery is held by one of them at a time. What was sent
 * but not noted, because the process died between the two, is sent again under the same id.
 */
export async function startSender(parts: DeliveryParts, onError: (error: unknown) => void): Promise<Sender> {
  const box = outbox(parts.database, randomUUID);
  const running: Record<Lane, Set<Promise<void>>> = { channels: new Set(), mail: new Set() };
  let closed = false;
  let turn: Promise<void> = Promise.resolve();

  const fill = (): Promise<void> => {
    const next = turn.then(() => takeAll());
    turn = next.catch(() => undefined);
    return next;
  };

  async function takeAll(): Promise<void> {
    for (const lane of ['channels', 'mail'] as const) {
      const free = WIDTH[lane] - running[lane].size;
      if (closed || free <= 0) continue;
      for (const held of await box.take(lane, free, parts.now())) begin(lane, held);
    }
  }

  function begin(lane: Lane, held: HeldDelivery): void {
    const work = sendHeld(parts, held)
      .catch(onError)
      .finally(() => {
        running[lane].delete(work);
        if (!closed) fill().catch(onError);
      });
    running[lane].add(work);
  }

  // The first look holds what it takes, which a full disk refuses; that must not keep a process from starting.
  const look = (): Promise<void> => fill().catch(onError);
  const unwatch = await watch(parts.database, 'deliveries', look, onError);
  return {
    close: async () => {
      closed = true;
      await unwatch();
      await turn;
      const left = [...running.channels, ...running.mail];
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_MS);
      });
      await Promise.race([Promise.all(left), limit]);
      clearTimeout(timer);
    },
  };
}

/**
 * Sends one that is held and notes how it went.
 *
 * @throws what is wrong here rather than at the target, after it was noted as a failed try
 */
export async function sendHeld(parts: DeliveryParts, held: HeldDelivery): Promise<void> {
  const startedAt = parts.now();
  const note = ({ outcome, rest }: Attempted): Promise<void> =>
    outbox(parts.database, randomUUID).finish(
      held,
      { outcome, rest, startedAt, random: parts.random() },
      parts.now(),
    );
  let attempted: Attempted;
  try {
    attempted = await attempt(parts, held);
  } catch (error) {
    await note({ outcome: INTERNAL, rest: 0 });
    throw error;
  }
  await note(attempted);
}

/** What is wrong here is for the log of this process. */
const INTERNAL: Outcome = {
  kind: 'later',
  code: 'internal',
  status: null,
  excerpt: 'Something went wrong within Clearpane.',
  wait: null,
};
