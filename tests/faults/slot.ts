import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '../../infra/engines/free-ports.ts';
import { type Product, startRole } from '../support/product.ts';
import type { Clock } from './clock.ts';
import type { RoleName } from './installation.ts';
import type { Place } from './network.ts';

/** A process of a role, and whoever comes in its stead. */
export interface Slot {
  readonly role: RoleName;
  readonly clock: Clock;
  /** Null where it has no network of its own. */
  readonly place: Place | null;
  product(): Product;
  /** Whether it said that it wants work when it was asked last, as a balancer asks. */
  ready(): boolean;
  replace(signal: NodeJS.Signals): Promise<void>;
  close(): Promise<void>;
}

const ASK_EVERY_MS = 100;
/** Longer than a balancer needs to hear of it. */
const DRAIN_SECONDS = '2';

export async function openSlot(options: {
  data: string;
  role: RoleName;
  clock: Clock;
  place: Place | null;
  environment: Record<string, string>;
}): Promise<Slot> {
  const { data, role, clock, place } = options;
  const host = place?.address ?? '127.0.0.1';
  let operations = 0;
  let ready = false;
  let closed = false;
  const start = async (): Promise<Product> => {
    [operations = 0] = await freePorts(1);
    const environment = {
      ...options.environment,
      ...clock.environment,
      CLEARPANE_HOST: host,
      CLEARPANE_OPERATIONS_PORT: String(operations),
      CLEARPANE_DRAIN_SECONDS: DRAIN_SECONDS,
    };
    return startRole(data, role, environment, { host, within: place?.within ?? [] });
  };
  let product = await start();
  const asking = (async () => {
    while (!closed) {
      ready = await fetch(`http://${host}:${operations}/health/ready`).then(
        ({ status }) => status === 200,
        () => false,
      );
      await delay(ASK_EVERY_MS);
    }
  })();
  return {
    role,
    clock,
    place,
    product: () => product,
    ready: () => ready,
    replace: async (signal) => {
      await product.stop(signal);
      product = await start();
    },
    close: async () => {
      closed = true;
      await product.stop('SIGKILL');
      await asking;
    },
  };
}
