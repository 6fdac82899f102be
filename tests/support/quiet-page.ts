import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Milliseconds without a request after which a page has nothing more to ask. */
const QUIET = 150;

/** A page that is watched: what it asks for, what it complains about, and when it has nothing more to do. */
export interface QuietPage {
  readonly complaints: string[];
  /** `METHOD url` of every request. */
  readonly requests: string[];
  /** The page has nothing more to do: whatever it was going to send is sent. */
  settled(): Promise<void>;
}

export function watchPage(page: Page): QuietPage {
  const complaints: string[] = [];
  const requests: string[] = [];
  let underWay = 0;
  let lastAsked = 0;
  const over = () => {
    underWay -= 1;
    lastAsked = performance.now();
  };
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('requestfinished', over);
  page.on('requestfailed', over);
  page.on('request', (request) => {
    underWay += 1;
    lastAsked = performance.now();
    requests.push(`${request.method()} ${request.url()}`);
  });
  return {
    complaints,
    requests,
    settled: () =>
      expect.poll(() => underWay <= 0 && performance.now() - lastAsked > QUIET).toBe(true) as Promise<void>,
  };
}
