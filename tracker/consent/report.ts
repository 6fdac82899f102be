import type { AnswerDetails } from '../api.ts';
import { attempt } from '../attempt.ts';
import type { Core } from '../core.ts';
import { PURPOSES, type Purpose, type TrackerPolicy } from '../decision.ts';
import { readSignals } from '../signals.ts';
import { at } from './fields.ts';
import type { Managers } from './managers.ts';

/** What the server made of an answer. */
interface Receipt {
  receipt: string | null;
  granted: Purpose[];
  /** Milliseconds since the epoch. */
  expiresAt: number;
  askAgainAt: number;
}

export interface Reporter {
  /** Asks for a receipt; undefined where none can be had. */
  consent(
    policy: TrackerPolicy,
    answer: {
      granted: readonly Purpose[];
      refused: readonly Purpose[];
      details: AnswerDetails;
      visitor: string | undefined;
    },
  ): Promise<Receipt | 'notice changed' | undefined>;
  /** Says something until it is heard. @returns whether it was */
  insist(path: string, body: object): Promise<boolean>;
}

const MAXIMUM_TRIES = 4;

export function createReporter(core: Core, managers: Managers): Reporter {
  const post = (path: string, body: object): Promise<Response | undefined> =>
    core.request(path, JSON.stringify({ site: core.site, ...body })).catch(() => undefined);

  return {
    consent: async (policy, { granted, refused, details, visitor }) => {
      const response = await post('/v1/consent', {
        notice: policy.n,
        granted,
        refused,
        method: details.method ?? 'page',
        language: details.language ?? (core.page.document.documentElement.lang || 'und'),
        screen: details.screen,
        ...readSignals(core.page.navigator),
        ...managers.report(),
        visitor,
      });
      if (response?.status === 409) return 'notice changed';
      if (response?.status !== 200) return undefined;
      const answer = await response.json().catch(() => undefined);
      return attempt(() => readReceipt(answer));
    },
    insist: async (path, body) => {
      for (let tries = 1; tries <= MAXIMUM_TRIES; tries += 1) {
        const response = await post(path, body);
        if (response && response.status < 500 && response.status !== 429) return true;
        await new Promise((resolve) => core.page.setTimeout(() => resolve(undefined), 500 * 2 ** tries));
      }
      return false;
    },
  };
}

function readReceipt(answer: unknown): Receipt {
  const granted = at(answer, 'granted');
  const receipt = at(answer, 'receipt');
  return {
    receipt: typeof receipt === 'string' ? receipt : null,
    granted: PURPOSES.filter((purpose) => Array.isArray(granted) && granted.includes(purpose)),
    expiresAt: Number(at(answer, 'expiresAt')),
    askAgainAt: Number(at(answer, 'askAgainAt')),
  };
}
