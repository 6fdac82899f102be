import type { Transaction } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import { readTopic, type TopicDraft } from '../../policy/topic-draft.ts';
import type { Me } from '../contract.ts';
import type { Saved } from '../contract-rules.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { recordRefusal } from '../rules/refused.ts';
import { saving } from '../rules/saving.ts';
import { findTopic, topicsOf } from './topics.ts';

const MOST_TOPICS = 200;

interface Edit {
  site: number;
  person: Me;
}

/** @throws ProblemError 404, 409 `topic_exists` or `too_many_topics`, 422 with an NP code */
export async function createTopic(parts: ApiParts, edit: Edit, written: TopicDraft): Promise<Saved> {
  const topic = await acceptedTopic(parts, edit, written);
  return saving(parts.database, edit.site, async (transaction) => {
    const topics = await topicsOf(transaction, edit.site);
    if (topics.length >= MOST_TOPICS) {
      throw new ProblemError(409, 'too_many_topics', `A site holds at most ${MOST_TOPICS} topics.`);
    }
    refuseSameLabel(topics, topic.label, null);
    const { id } = await transaction
      .insertInto('topics')
      .values({
        site_id: edit.site,
        slug: await freeSlug(transaction, edit.site, topic.label),
        ...columnsOf(topic),
        position: topics.length,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await place(transaction, [...topics.map((each) => each.id), id]);
    return String(id);
  });
}

/** The kind stays: rules were written for it. @throws ProblemError 404, 409, 422 with an NP code */
export async function changeTopic(
  parts: ApiParts,
  edit: Edit,
  id: number,
  written: TopicDraft,
): Promise<Saved> {
  const topic = await acceptedTopic(parts, edit, written);
  return saving(parts.database, edit.site, async (transaction) => {
    const known = await findTopic(transaction, edit.site, id);
    if (known.kind !== topic.kind) {
      throw new ProblemError(409, 'topic_kind', 'A topic of pages stays one, and a campaign too.');
    }
    refuseSameLabel(await topicsOf(transaction, edit.site), topic.label, id);
    await transaction.updateTable('topics').set(columnsOf(topic)).where('id', '=', id).execute();
    return String(id);
  });
}

/** @throws ProblemError 404, 409 `order_moved` unless every topic is named once */
export async function orderTopics(parts: ApiParts, site: number, ids: readonly number[]): Promise<Saved> {
  return saving(parts.database, site, async (transaction) => {
    const known = (await topicsOf(transaction, site)).map(({ id }) => id);
    if (
      new Set(ids).size !== ids.length ||
      ids.length !== known.length ||
      !known.every((id) => ids.includes(id))
    ) {
      throw orderMoved();
    }
    await place(transaction, ids);
    return '';
  });
}

export const orderMoved = (): ProblemError =>
  new ProblemError(
    409,
    'order_moved',
    'Somebody added or removed one meanwhile.',
    'Look at the list again; every one must be in the order once.',
  );

/** @throws ProblemError 404, 409 `topic_in_use` while an active rule stands on it */
export async function removeTopic(parts: ApiParts, site: number, id: number): Promise<Saved> {
  return saving(parts.database, site, async (transaction) => {
    const { label, rules } = await findTopic(transaction, site, id);
    const active = rules.filter((rule) => rule.active).map(({ title }) => title);
    if (active.length > 0) {
      throw new ProblemError(
        409,
        'topic_in_use',
        `${label} is in use.`,
        `Switch these rules off or change them first: ${active.join(', ')}.`,
      );
    }
    await transaction.deleteFrom('topics').where('id', '=', id).execute();
    return String(id);
  });
}

async function acceptedTopic(
  { database, now }: ApiParts,
  edit: Edit,
  written: TopicDraft,
): Promise<TopicDraft> {
  const { topic, refused } = readTopic(written);
  if (refused) throw await recordRefusal(database, refused, { ...edit, now: now() });
  return topic;
}

const columnsOf = ({ label, kind, paths, campaigns }: TopicDraft) => ({
  label,
  kind,
  paths: JSON.stringify(paths),
  campaigns: JSON.stringify(campaigns),
});

/** Two topics of one name could not be told apart in a rule's sentence. */
function refuseSameLabel(
  topics: readonly { id: number; label: string }[],
  label: string,
  except: number | null,
): void {
  const fold = (text: string): string => text.toLowerCase();
  if (topics.some((topic) => topic.id !== except && fold(topic.label) === fold(label))) {
    throw new ProblemError(409, 'topic_exists', `There is a topic ${label} already.`, 'Choose another name.');
  }
}

async function freeSlug(transaction: Transaction<Schema>, site: number, label: string): Promise<string> {
  const base =
    label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'topic';
  const rows = await transaction.selectFrom('topics').select('slug').where('site_id', '=', site).execute();
  const taken = new Set(rows.map(({ slug }) => slug));
  let slug = base;
  for (let count = 2; taken.has(slug); count += 1) slug = `${base}-${count}`;
  return slug;
}

async function place(transaction: Transaction<Schema>, ids: readonly number[]): Promise<void> {
  for (const [position, id] of ids.entries()) {
    await transaction.updateTable('topics').set({ position }).where('id', '=', id).execute();
  }
}
