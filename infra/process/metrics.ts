import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { LogPartition, PartitionConsumer } from '../log/log.ts';

/** What is counted, for Prometheus. No label says anything about a visit. */
export interface Metrics {
  readonly registry: Registry;
  /** Counts answers of a server by their status. */
  answered(server: string, status: number): void;
  /** Trouble that was met and survived. */
  troubled(where: string): void;
  /** Watches how far a consumer is behind on each partition that it holds. */
  watched<T>(consumer: string, consume: PartitionConsumer<T>): PartitionConsumer<T>;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const answers = new Counter({
    name: 'clearpane_answers_total',
    help: 'Answers to requests',
    labelNames: ['server', 'status'],
    registers,
  });
  const troubles = new Counter({
    name: 'clearpane_troubles_total',
    help: 'Trouble that was met and survived',
    labelNames: ['where'],
    registers,
  });
  const held = new Set<{
    consumer: string;
    partition: Pick<LogPartition<unknown>, 'id' | 'head' | 'committed'>;
  }>();
  new Gauge({
    name: 'clearpane_log_lag',
    help: 'Records of a partition that a consumer has not done yet',
    labelNames: ['consumer', 'partition'],
    registers,
    collect() {
      this.reset();
      for (const { consumer, partition } of held) {
        const lag = Math.max(0, partition.head() - partition.committed());
        this.set({ consumer, partition: partition.id }, lag);
      }
    },
  });
  return {
    registry,
    answered: (server, status) => answers.inc({ server, status }),
    troubled: (where) => troubles.inc({ where }),
    watched: (consumer, consume) => async (partition, signal) => {
      const entry = { consumer, partition };
      held.add(entry);
      try {
        await consume(partition, signal);
      } finally {
        held.delete(entry);
      }
    },
  };
}
