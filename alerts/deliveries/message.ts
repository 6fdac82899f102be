import type { AlertBody } from '../allow-list.ts';

/** One alert as it is told. */
export interface ToldAlert {
  id: string;
  siteId: number;
  siteName: string;
  body: AlertBody;
}

/** What one delivery says, whatever door it leaves by. */
export interface Message {
  /** Id of the delivery; the same at every try, so that a receiver knows what it has. */
  id: string;
  kind: 'alert' | 'digest' | 'test';
  alerts: readonly ToldAlert[];
  /** Why it goes to this target, in words. */
  reason: string;
  /** Milliseconds since the epoch; the same at every try. */
  createdAt: number;
}

/** Where an alert is explained. */
export const explanationUrl = (publicUrl: string, { id, siteId }: ToldAlert): string =>
  `${publicUrl}/windows?site=${siteId}&alert=${encodeURIComponent(id)}`;
