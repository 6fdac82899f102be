import type { Database } from '../../infra/database/database.ts';
import type { Mailer } from './mailer.ts';
import type { Post } from './post.ts';
import type { Targets } from './targets.ts';

/** What sending stands on. */
export interface DeliveryParts {
  database: Database;
  /** Where the dashboard is in a browser. */
  publicUrl: string;
  targets: Targets;
  post: Post;
  /** null where no mail server was named. */
  mailer: Mailer | null;
  /** Key of the links by which people end their mail. */
  unsubscribeKey: string;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** From 0 up to 1. */
  random: () => number;
}
