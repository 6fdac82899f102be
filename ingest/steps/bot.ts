import { isbot } from 'isbot';
import type { Step } from '../step.ts';

/** Robots that say so, and senders that say nothing. The gate drops them. */
export const bot: Step = (visit) => {
  const agent = visit.headers['user-agent'] ?? '';
  visit.bot = agent === '' || isbot(agent);
  return null;
};
