import type { Topic, TopicBody } from '../../../api/contract-rules.ts';

/** What the form shows: a topic that is changed, or what a new one begins with. */
export interface EditedTopic {
  /** Null for a new one. */
  topic: Topic | null;
  body: TopicBody;
}
