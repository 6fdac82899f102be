import { DEMO_PAGES, type DEMO_RULES, DEMO_TOPICS } from './content.ts';
import { addressIn, type DemoNetwork } from './network.ts';

/** One visit: an address and a browser that look at some pages. */
export interface PlannedVisit {
  address: string;
  agent: string;
  gpc: boolean;
  pages: string[];
}

type Random = () => number;

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
];

const ROBOTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
];

export const pick = <T>(list: readonly T[], random: Random): T => {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('There is nothing to pick from.');
  return found;
};

/** Somebody wanders about: one to six pages. */
export function wander(network: DemoNetwork, random: Random): PlannedVisit {
  const length = 1 + Math.floor(random() * random() * 6);
  return {
    address: addressIn(network, random),
    agent: random() < 0.04 ? pick(ROBOTS, random) : pick(AGENTS, random),
    gpc: random() < 0.06,
    pages: Array.from({ length }, () => pick(DEMO_PAGES, random)),
  };
}

/**
 * Several people of one organization look at the same topic, so that a rule is fulfilled: as many different
 * visitors as the rule asks for sessions.
 */
export function fulfil(
  rule: (typeof DEMO_RULES)[number],
  network: DemoNetwork,
  random: Random,
): PlannedVisit[] {
  const topic = DEMO_TOPICS.find((each) => each.slug === rule.topic);
  const page = DEMO_PAGES.find((path) => topic?.paths.includes(path)) ?? '/demo';
  const first = Math.floor(random() * AGENTS.length);
  return Array.from({ length: rule.sessions }, (_, index) => ({
    address: addressIn(network, random),
    // Different browsers, so that two visitors behind one address are two as well.
    agent: AGENTS[(first + index) % AGENTS.length] ?? '',
    gpc: false,
    pages: index === 0 ? [pick(DEMO_PAGES, random), page] : [page],
  }));
}
