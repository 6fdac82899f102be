import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Certificates, makeCertificates } from '../../../tests/support/certificates.ts';
import { dataDirectory, runToEnd, settingsOf } from '../../../tests/support/product.ts';
import { SIDES } from '../../../tests/support/sides.ts';
import type { Engine } from '../../engines/engine.ts';
import { freePorts } from '../../engines/free-ports.ts';
import { KAFKA_VERSIONS, kafkaEngine } from '../../engines/kafka.ts';
import type { KafkaSettings } from './connection.ts';
import { openKafkaLog } from './kafka.ts';
import { type KafkaTrouble, KafkaUnusableError } from './unusable.ts';

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);

describe.skipIf(skipped)('brokers that ask for a password, over TLS', () => {
  let directory: string;
  let broker: Engine;
  let known: Certificates;
  let stranger: Certificates;
  let right: KafkaSettings;
  let plaintext: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clearpane-secure-'));
    known = makeCertificates(directory, 'known');
    stranger = makeCertificates(directory, 'stranger');
    const [port = 0, controllerPort = 0, secure = 0] = await freePorts(3);
    plaintext = `127.0.0.1:${port}`;
    broker = kafkaEngine({
      directory: join(directory, 'kafka'),
      port,
      controllerPort,
      version: KAFKA_VERSIONS[0],
      secure: { port: secure, keystore: known.keystore, username: 'clearpane', password: 'right' },
    });
    await broker.start();
    right = {
      kafkaBrokers: [`127.0.0.1:${secure}`],
      kafkaTopic: 'events',
      kafkaPartitions: 1,
      kafkaTls: true,
      kafkaTlsCa: known.authority,
      kafkaSasl: 'scram-sha-512',
      kafkaUsername: 'clearpane',
      kafkaPassword: 'right',
    };
  }, 120_000);
  afterAll(async () => {
    await broker?.stop();
    await rm(directory, { recursive: true, force: true });
  });
  const open = (settings: Partial<KafkaSettings>) =>
    openKafkaLog<string>({
      settings: { ...right, ...settings },
      retention: 3_600_000,
      onError: () => undefined,
    });

  test.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)(
    'take in and give back what is sent with %s',
    async (kafkaSasl) => {
      const log = await open({ kafkaSasl, kafkaTopic: kafkaSasl });
      expect(await log.append([{ key: 'a', id: 'one', value: 'said' }])).toEqual({
        appended: 1,
        duplicates: [],
      });
      const read: string[] = [];
      const subscription = log.subscribe('readers', async (partition, signal) => {
        for await (const batch of partition.slice({ from: partition.oldest(), to: partition.head() })) {
          read.push(...batch.entries.map(({ value }) => value));
        }
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      });
      await expect.poll(() => read, { timeout: 20_000 }).toEqual(['said']);
      await subscription.close();
      await log.close();
    },
    60_000,
  );

  /** How each wrong setting is refused. */
  const wrong: [string, () => Partial<KafkaSettings>, KafkaTrouble][] = [
    ['another password', () => ({ kafkaPassword: 'wrong' }), 'sign_in_refused'],
    [
      'another password, said plainly',
      () => ({ kafkaSasl: 'plain', kafkaPassword: 'wrong' }),
      'sign_in_refused',
    ],
    ['a user that is not there', () => ({ kafkaUsername: 'nobody' }), 'sign_in_refused'],
    ['the authorities of the system', () => ({ kafkaTlsCa: null }), 'certificate_not_trusted'],
    ['another authority', () => ({ kafkaTlsCa: stranger.authority }), 'certificate_not_trusted'],
    ['a file that is not there', () => ({ kafkaTlsCa: '/nowhere.pem' }), 'certificate_not_trusted'],
    ['no TLS', () => ({ kafkaTls: false }), 'connection_closed'],
    ['nobody who signs in', () => ({ kafkaSasl: null }), 'connection_closed'],
    ['TLS to a door without', () => ({ kafkaBrokers: [plaintext] }), 'connection_closed'],
    ['a port where nobody is', () => ({ kafkaBrokers: ['127.0.0.1:1'] }), 'unreachable'],
  ];
  test.each(wrong)(
    'refuse %s at once, by name',
    async (_what, settings, code) => {
      const began = performance.now();
      const refused = await open(settings()).then(
        () => expect.fail('it was let in'),
        (error: unknown) => error,
      );
      expect(refused).toBeInstanceOf(KafkaUnusableError);
      expect(refused).toMatchObject({ code });
      expect(String(refused)).not.toContain('wrong');
      expect(performance.now() - began).toBeLessThan(15_000);
    },
    30_000,
  );

  test('end a start with a sentence that names what to look at', async () => {
    const { path, remove } = await dataDirectory('distributed', 1, right.kafkaBrokers.join());
    const secret = join(directory, 'secret');
    await writeFile(secret, randomBytes(48).toString('base64'));
    const { code, output } = await runToEnd(['writer'], {
      ...settingsOf(path),
      CLEARPANE_SECRET_FILE: secret,
      CLEARPANE_KAFKA_TLS: 'on',
      CLEARPANE_KAFKA_TLS_CA: known.authority,
      CLEARPANE_KAFKA_SASL: 'scram-sha-256',
      CLEARPANE_KAFKA_USERNAME: 'clearpane',
      CLEARPANE_KAFKA_PASSWORD: 'a wrong one',
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^Kafka can not be used: .*authentication failed.*CLEARPANE_KAFKA_PASSWORD\.$/m);
    expect(output).not.toContain('a wrong one');
    await remove();
  }, 180_000);
});
