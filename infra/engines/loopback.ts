import { join } from 'node:path';
import { clickhouseEngine } from './clickhouse.ts';
import type { Engine } from './engine.ts';
import { freePorts } from './free-ports.ts';
import { KAFKA_VERSIONS, kafkaEngine } from './kafka.ts';
import { postgresEngine } from './postgres.ts';

/** All three servers of the distributed side. */
export interface LoopbackEngines {
  kafka: Engine;
  clickhouse: Engine;
  postgres: Engine;
}

/**
 * Starts them on ports that are free now, with their data below one directory. CLEARPANE_KAFKA_VERSION chooses
 * another broker than the newest. `advertised` is where clients are told to find the broker (`host:port`), if not where it
 * listens.
 *
 * @throws MissingEngineError
 */
export async function startEngines(options: {
  directory: string;
  detached?: boolean;
  advertised?: string;
}): Promise<LoopbackEngines> {
  const [kafka = 0, controllerPort = 0, clickhouse = 0, nativePort = 0, postgres = 0] = await freePorts(5);
  const detached = options.detached ? { detached: true } : {};
  const directory = (name: string): string => join(options.directory, name);
  const engines = {
    kafka: kafkaEngine({
      directory: directory('kafka'),
      port: kafka,
      controllerPort,
      version:
        KAFKA_VERSIONS.find((each) => each === process.env.CLEARPANE_KAFKA_VERSION) ?? KAFKA_VERSIONS[0],
      ...(options.advertised ? { advertised: options.advertised } : {}),
      ...detached,
    }),
    clickhouse: clickhouseEngine({
      directory: directory('clickhouse'),
      port: clickhouse,
      nativePort,
      ...detached,
    }),
    postgres: postgresEngine({ directory: directory('postgres'), port: postgres, ...detached }),
  };
  const started = Object.values(engines);
  const results = await Promise.allSettled(started.map((engine) => engine.start()));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await stopEngines(engines);
    throw failed.reason;
  }
  return engines;
}

export async function stopEngines(engines: LoopbackEngines): Promise<void> {
  await Promise.all(Object.values(engines).map((engine: Engine) => engine.stop()));
}
