import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Line, openLine } from '../../tests/faults/line.ts';
import { dataDirectory, settingsOf } from '../../tests/support/product.ts';
import { SIDES } from '../../tests/support/sides.ts';
import { readConfig } from '../config.ts';
import { freePorts } from '../engines/free-ports.ts';
import { KafkaUnusableError } from '../log/kafka/unusable.ts';
import { openDataDirectory } from './data-directory.ts';
import { openEngines } from './engines.ts';
import { KAFKA, POSTGRESQL, reach } from './reach.ts';
import { Closing, StartError } from './stop.ts';

const coded = (code: string): Error => Object.assign(new Error(`it says ${code}.`), { code });

describe('reaching a server', () => {
  test.each([coded('ECONNREFUSED'), coded('57P03'), new KafkaUnusableError('unreachable', 'nobody', null)])(
    'waits for one that is not up yet, and says so once: %s',
    async (error) => {
      const said: string[] = [];
      let tries = 0;
      const open = async (): Promise<string> => {
        tries += 1;
        if (tries < 4) throw error;
        return 'open';
      };
      const waiting = { patience: 60_000, every: 1, say: (line: string) => said.push(line) };
      expect(await reach(POSTGRESQL, open, waiting)).toBe('open');
      expect(said).toEqual([`Waiting for PostgreSQL: ${error.message.replace(/\.$/, '')}.`]);
    },
  );

  test.each([
    coded('28P01'),
    coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    new KafkaUnusableError('sign_in_refused', 'no', null),
  ])('does not wait for one that does not let us in: %s', async (error) => {
    let tries = 0;
    const open = async (): Promise<never> => {
      tries += 1;
      throw error;
    };
    await expect(reach(KAFKA, open)).rejects.toThrow(StartError);
    expect(tries).toBe(1);
  });

  test('ends with the setting to look at when it has waited long enough', async () => {
    const nobody = Object.assign(new AggregateError([coded('ECONNREFUSED')]), { code: 'ECONNREFUSED' });
    const open = () => Promise.reject(nobody);
    const waiting = { patience: 20, every: 1, say: () => undefined };
    await expect(reach(POSTGRESQL, open, waiting)).rejects.toThrow(
      'PostgreSQL can not be used: it says ECONNREFUSED. Check CLEARPANE_DATABASE_URL.',
    );
  });
});

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);
describe.skipIf(skipped)('a start before its servers', () => {
  const lines: Line[] = [];
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const line of lines.splice(0)) await line.close();
  });

  test('opens its engines as they come up', async () => {
    const { path, remove } = await dataDirectory('distributed');
    const settings = settingsOf(path);
    const ports = await freePorts(3);
    const wayTo: Record<string, { port: number; to: number }> = {};
    const behind = (name: string, setting: string, index: number): void => {
      const port = ports[index] ?? 0;
      settings[setting] = (settings[setting] ?? '').replace(/127\.0\.0\.1:(\d+)/, (_all, to) => {
        wayTo[name] = { port, to: Number(to) };
        return `127.0.0.1:${port}`;
      });
    };
    behind('PostgreSQL', 'CLEARPANE_DATABASE_URL', 0);
    behind('ClickHouse', 'CLEARPANE_CLICKHOUSE_URL', 1);
    behind('Kafka', 'CLEARPANE_KAFKA_BROKERS', 2);
    const waitedFor: string[] = [];
    const opened: Promise<Line>[] = [];
    vi.spyOn(console, 'error').mockImplementation((line: string) => {
      const name = /^Waiting for (\w+): .*ECONNREFUSED/.exec(line)?.[1] ?? line;
      waitedFor.push(name);
      const way = wayTo[name];
      if (way) opened.push(openLine({ host: '127.0.0.1', port: way.port, to: () => way.to }));
    });
    const closing = new Closing();
    const engines = await openEngines(
      {
        config: readConfig(settings),
        directory: await openDataDirectory(path),
        now: Date.now,
        onError: () => undefined,
      },
      closing,
    );
    lines.push(...(await Promise.all(opened)));
    expect(waitedFor).toEqual(['PostgreSQL', 'ClickHouse', 'Kafka']);
    await engines.log.check();
    await closing.run((name, error) => expect.fail(`${name} did not close: ${error}`));
    await remove();
  }, 120_000);
});
