import { browserOf } from '../browser.ts';
import type { Step } from '../step.ts';

/** Robots that say so, and senders that say nothing. The gate drops them. */
export const bot: Step = (visit) => {
  visit.bot = browserOf(visit.headers['user-agent'] ?? '').bot;
  return null;
};
