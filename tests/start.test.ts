import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from './support/client.ts';
import type { Side } from './support/engines.ts';
import { emptyDirectory, type Product, runToEnd, startProduct } from './support/product.ts';
import { SIDES } from './support/sides.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const step of cleanUp.reverse()) await step();
});

async function newDirectory(side: Side = 'embedded'): Promise<string> {
  const { path, remove } = await emptyDirectory(side);
  cleanUp.push(remove);
  return path;
}

for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`a running Clearpane (${side})`, () => {
    let product: Product;
    beforeAll(async () => {
      product = await startProduct(await newDirectory(side));
      cleanUp.push(() => product.stop());
    });

    test('prints three lines and nothing else', () => {
      const lines = product.output().trim().split('\n');
      expect(lines).toEqual([
        expect.stringMatching(/^Dashboard {2}http:\/\/localhost:\d+\/setup#token=\S+$/),
        'Demo site  none',
        `Data       ${product.data}`,
      ]);
    });

    // On servers, the data belong to all processes.
    if (side === 'embedded') {
      test('keeps a second process away from its data', async () => {
        const second = await runToEnd([], { CLEARPANE_DATA: product.data });
        expect([second.code, second.output]).toEqual([
          1,
          `Another Clearpane is using ${product.data}. Stop it first, or set CLEARPANE_DATA to another directory.\n`,
        ]);
      });
    }

    test('ends within five seconds and goes on with its data', async () => {
      const client = await signIn(product);
      await client.call('POST', '/v1/sites', { name: 'Shop', domains: ['shop.example'] });
      const began = performance.now();
      expect(await product.stop()).toBe(0);
      expect(performance.now() - began).toBeLessThan(5000);

      product = await startProduct(product.data);
      expect(product.setup).toBeNull();
      const again = await signIn(product);
      expect(await again.call('GET', '/v1/sites')).toMatchObject([{ name: 'Shop' }]);
    });

    test('starts at once after being killed', async () => {
      await product.stop('SIGKILL');
      product = await startProduct(product.data);
      expect((await fetch(`${product.ingest}/health`)).status).toBe(200);
    });
  });
}

describe('trouble is one line that says what to do', () => {
  const fails = async (
    environment: Record<string, string>,
    message: RegExp,
    args: string[] = ['--no-demo'],
  ) => {
    const data = environment.CLEARPANE_DATA ?? (await newDirectory());
    const { code, output } = await runToEnd(args, { ...environment, CLEARPANE_DATA: data });
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toMatch(message);
    expect(code).toBe(1);
  };

  test('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = String((server.address() as { port: number }).port);
    const data = await newDirectory();
    await fails(
      { CLEARPANE_DATA: data, CLEARPANE_INGEST_PORT: port },
      /^Port \d+ is in use\..*CLEARPANE_INGEST_PORT/,
    );
    // Said before anything is opened, so that it is said at once.
    expect(await readdir(data)).toEqual(['layout.json']);
    server.close();
  });

  test('a data directory that is a file', async () => {
    const file = join(await newDirectory(), 'file');
    await writeFile(file, '');
    await fails({ CLEARPANE_DATA: file }, /can not be written\. Change its owner, or set CLEARPANE_DATA/);
  });

  test('data of a newer version', async () => {
    const directory = await newDirectory();
    await writeFile(join(directory, 'layout.json'), '{"layout":99}');
    await fails({ CLEARPANE_DATA: directory }, /newer Clearpane/);
  });

  test('a broken setting', () => fails({ CLEARPANE_PORT: 'many' }, /^CLEARPANE_PORT is "many", but must be/));

  test('an unknown option', () => fails({}, /--colour.*--help/, ['--colour']));
});

test('--help lists every setting and starts nothing', async () => {
  const { code, output } = await runToEnd(['--help'], {});
  expect(code).toBe(0);
  for (const name of ['CLEARPANE_DATA', 'CLEARPANE_PORT', 'CLEARPANE_TRUSTED_PROXIES', '--no-demo']) {
    expect(output).toContain(name);
  }
});
