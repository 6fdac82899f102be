import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { AlertPage, OrganizationPage, Refusals } from '../api/contract.ts';
import { addressIn } from '../infra/demo/network.ts';
import { AGENT, sendViews, signIn } from './support/client.ts';
import { dataDirectory, type Product, startProduct, storedText } from './support/product.ts';
import { SIDES } from './support/sides.ts';
import { makeOpenSite, realNetworks } from './support/site.ts';

const run = promisify(execFile);
for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`what is stored (${side})`, () => {
    let data: string;
    let remove: () => Promise<void>;
    let product: Product | undefined;
    beforeAll(async () => {
      ({ path: data, remove } = await dataDirectory(side));
    });
    afterAll(async () => {
      await product?.stop();
      await remove();
    });

    /** Finds a text in any file below a directory, as bytes. */
    async function filesWith(text: string): Promise<string[]> {
      const directories = side === 'distributed' ? [data, inject('engines')] : [data];
      const found = await run('grep', ['-rlaF', '--', text, ...directories]).catch(
        (error: { code?: number; stdout: string; stderr: string }) => {
          // grep answers 1 for "nowhere", and 2 for trouble. Servers remove files while they are searched, and what is gone
          // holds nothing; the directories themselves must be there.
          const gone = /^grep: (.+): No such file or directory$/;
          const trouble = error.stderr.split('\n').filter((line) => {
            const [, file] = gone.exec(line) ?? [];
            return line !== '' && (file === undefined || directories.includes(file));
          });
          if (error.code === undefined || error.code > 2 || trouble.length > 0) throw error;
          return error;
        },
      );
      return found.stdout.split('\n').filter(Boolean);
    }

    test('addresses, user agents, queries and fragments are nowhere: not in files, logs or answers', async () => {
      const site = await makeOpenSite(data);
      const { named, providers } = await realNetworks();
      const corporate = named.slice(0, 3).map((network) => addressIn(network, Math.random));
      const residential = providers.slice(0, 3).map((network) => addressIn(network, Math.random));
      const addresses = [...corporate, ...residential, '203.0.113.77', '2001:db8:7:7::77'];
      const marker = 'c4n4ry-in-the-coal-mine';
      const agent = `${AGENT} ${marker}/7`;

      product = await startProduct(data, { environment: { CLEARPANE_LOG_LEVEL: 'debug' } });
      const client = await signIn(product);
      const answers: string[] = [];
      for (const address of addresses) {
        for (const browser of [agent, `${agent} second`, '']) {
          const views = [
            {
              id: `${marker}-${Math.random()}`.replace('.', '_'),
              url: `https://shop.example/pricing?q=${marker}-query#${marker}-fragment`,
            },
            { url: `https://shop.example/people/${marker}@example.org/` },
            { url: 'https://evil.example/' },
          ];
          const answer = await sendViews(product, site, views, { address, agent: browser });
          expect(answer.status).toBe(204);
          answers.push(await answer.text(), String(answer.headers.get('content-type')));
        }
        const broken = await fetch(`${product.ingest}/v1/events`, {
          method: 'POST',
          headers: { 'x-forwarded-for': address, 'user-agent': agent, 'content-type': 'text/plain' },
          body: `{"site": "${marker}`,
        });
        answers.push(await broken.text());
      }

      // What visitors say leaves hashes only; their objections come last, since nothing is kept of them afterwards.
      const number = 'c4a4c4a4c4a4c4a4c4a4c4a4c4a4c4a4';
      const gpp = `DBABTA~1YNN${marker}`;
      for (const address of addresses) {
        const headers = { 'x-forwarded-for': address, 'user-agent': agent, 'content-type': 'text/plain' };
        const say = async (path: string, body?: object): Promise<string> => {
          const answer = await fetch(`${product?.ingest}${path}`, {
            method: body ? 'POST' : 'GET',
            headers,
            ...(body ? { body: JSON.stringify(body) } : {}),
          });
          expect(answer.ok).toBe(true);
          const text = await answer.text();
          answers.push(text);
          return text;
        };
        const { n: notice } = JSON.parse(await say(`/v1/policy/${site.key}`));
        const consent = { site: site.key, notice, granted: ['measure'], method: 'page', language: 'en' };
        await say('/v1/consent', { ...consent, visitor: number, gpp });
        const { receipt } = JSON.parse(await say('/v1/consent', { ...consent, visitor: number }));
        if (receipt !== null) await say('/v1/consent/withdraw', { site: site.key, receipt });
        await say('/v1/objection', { site: site.key, visitor: number });
        await say(`/privacy/${site.key}`);
      }

      // Wait until everything went its way: named organizations, a window for each, and counts.
      const organizations = () => client.call<OrganizationPage>('GET', `/v1/sites/${site.id}/organizations`);
      await expect.poll(async () => (await organizations()).total).toBe(corporate.length);
      const alerts = () => client.call<AlertPage>('GET', '/v1/alerts');
      await expect.poll(async () => (await alerts()).items.length).toBe(corporate.length);
      const refusals = () => client.call<Refusals>('GET', `/v1/sites/${site.id}/refusals`);
      await expect
        .poll(async () => (await refusals()).reasons.map((each) => each.reason).sort())
        .toEqual(['I01', 'X01', 'foreign_origin']);
      for (const each of [organizations, alerts, refusals]) answers.push(JSON.stringify(await each()));
      for (const { id } of (await alerts()).items) {
        answers.push(JSON.stringify(await client.call('GET', `/v1/alerts/${id}/why`)));
      }
      await product.stop();
      answers.push(await storedText(data));

      // The search itself must be able to find something: the site's key is in the data.
      expect(await filesWith(site.key)).not.toEqual([]);
      const texts = [...answers, product.output()].join('\n');
      for (const secret of [...addresses, marker, 'rv:133.0', number]) {
        expect([secret, await filesWith(secret)]).toEqual([secret, []]);
        expect(texts).not.toContain(secret);
      }
    }, 120_000);
  });
}
