import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { topicMatcher } from '../../policy/topics.ts';
import { DEMO_PAGES, DEMO_RULES, DEMO_TOPICS } from './content.ts';
import { addressIn, type DemoNetwork } from './network.ts';
import { fulfil, wander } from './plan.ts';
import { startVisits } from './visits.ts';

const network = (address: string, prefixLength: number, kind = 'business'): DemoNetwork => ({
  address,
  prefixLength,
  name: 'Example',
  kind,
  country: 'GB',
});

const topicOf = topicMatcher(DEMO_TOPICS.map((topic, index) => ({ ...topic, kind: 'pages', id: index + 1 })));
const seeded = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed / 2 ** 31;
};

describe('addresses', () => {
  test.each([
    ['IPv4', '198.51.100.0', 8, 32],
    ['IPv6', '2001:db8::', 32, 128],
  ])('%s: always inside the network', (_, base, least, most) => {
    fc.assert(
      fc.property(
        fc.integer({ min: least, max: most }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (bits, at) => {
          const parsed = ipaddr.parse(base);
          const [first] = [
            parsed.kind() === 'ipv4'
              ? ipaddr.IPv4.networkAddressFromCIDR(`${base}/${bits}`)
              : ipaddr.IPv6.networkAddressFromCIDR(`${base}/${bits}`),
          ];
          const found = ipaddr.parse(addressIn(network(first.toString(), bits), () => at));
          expect(found.match(first as never, bits)).toBe(true);
        },
      ),
    );
  });
});

describe('content', () => {
  test('every rule names a topic, and every topic has pages', () => {
    for (const rule of DEMO_RULES) expect(DEMO_TOPICS.map((topic) => topic.slug)).toContain(rule.topic);
    for (const topic of DEMO_TOPICS) {
      const id = DEMO_TOPICS.indexOf(topic) + 1;
      expect(DEMO_PAGES.filter((page) => topicOf(page) === id)).not.toEqual([]);
    }
  });
});

describe('plans', () => {
  test('fulfilling a rule takes as many visitors as it asks for sessions, each on its topic', () => {
    for (const rule of DEMO_RULES) {
      const visits = fulfil(rule, network('198.51.100.0', 24), seeded(7));
      const id = DEMO_TOPICS.findIndex((topic) => topic.slug === rule.topic) + 1;
      expect(visits.filter((visit) => visit.pages.some((page) => topicOf(page) === id))).toHaveLength(
        rule.sessions,
      );
      expect(new Set(visits.map((visit) => visit.agent + visit.address)).size).toBe(rule.sessions);
    }
  });

  test('wandering takes one to six pages of the site', () => {
    const random = seeded(3);
    for (let i = 0; i < 200; i += 1) {
      const { pages } = wander(network('198.51.100.0', 24), random);
      expect(pages.length).toBeGreaterThanOrEqual(1);
      expect(pages.length).toBeLessThanOrEqual(6);
      expect(pages.every((page) => DEMO_PAGES.includes(page))).toBe(true);
    }
  });
});

test('the first story is told within seconds, through the public door, and everything ends on abort', async () => {
  const bodies: { headers: Record<string, unknown>; body: { events: { url: string }[] } }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      bodies.push({ headers: request.headers, body: JSON.parse(text) });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = new AbortController();
  const running = startVisits({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/events`,
    siteKey: 'cp_demo',
    pageOrigin: 'http://localhost:4001',
    networks: [network('198.51.100.0', 24), network('203.0.113.0', 24, 'isp')],
    random: seeded(5),
    now: Date.now,
    signal: stop.signal,
  });
  const priced = () =>
    new Set(
      bodies
        .filter(({ body }) => body.events.some(({ url }) => url === 'http://localhost:4001/demo/pricing'))
        .map(({ headers }) => `${headers['x-forwarded-for']} ${headers['user-agent']}`),
    ).size;
  await expect.poll(priced, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
  stop.abort();
  await running;
  server.close();
});
