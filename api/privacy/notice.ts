import type { Kysely, Selectable } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import type { SiteRecord } from '../../infra/database/site-records.ts';
import { type NoticeFacts, noticeFacts, noticeHash } from '../../policy/notice.ts';
import { noticeSections } from '../../policy/notice-text.ts';
import type { Me } from '../contract.ts';
import type { NoticeSection, NoticeStatus } from '../contract-privacy.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { noticeUnder, siteRecord } from './site-state.ts';
import { isTaken } from './versions.ts';

type Row = Selectable<Schema['notices']>;

/** What a site's notice would say now, held against what it says. @throws ProblemError 404 */
export async function noticeStatus(
  { database: { db }, ingestUrl }: ApiParts,
  site: number,
): Promise<NoticeStatus> {
  const record = await siteRecord(db, site);
  const published = await newest(db, site);
  const live = factsOf(record);
  const sections = sectionsOf(live);
  return {
    state: noticeUnder(record, record.written),
    url: `${ingestUrl}/privacy/${record.key}`,
    live: { hash: noticeHash(live), sections },
    published: published ? toPublished(published) : null,
    differs: published ? differing(sections, sectionsOf(published.facts)) : [],
    missing: missingIn(live),
  };
}

/**
 * Publishes what an officer read.
 *
 * @param hash of what was shown: when something moved since, nothing is published
 * @throws ProblemError 404, 409 `notice_moved`, 422 `notice_incomplete`
 */
export async function publishNotice(
  { database: { db }, now }: ApiParts,
  site: number,
  hash: string,
  person: Me,
): Promise<void> {
  try {
    await db.transaction().execute(async (transaction) => {
      const record = await siteRecord(transaction, site);
      const facts = factsOf(record);
      if (noticeHash(facts) !== hash) throw moved();
      const missing = missingIn(facts);
      if (missing.length > 0) {
        throw new ProblemError(
          422,
          'notice_incomplete',
          'The notice can not be published yet.',
          missing.join(' '),
        );
      }
      // What is published already needs no further version.
      if (record.notice?.hash === hash) return;
      await transaction
        .insertInto('notices')
        .values({
          site_id: site,
          version: (record.notice?.version ?? 0) + 1,
          hash,
          facts: JSON.stringify(facts),
          policy_version: record.written.version,
          author: person.name,
          published_at: new Date(now()),
        })
        .execute();
    });
  } catch (error) {
    throw isTaken(error) ? moved() : error;
  }
}

const moved = (): ProblemError =>
  new ProblemError(
    409,
    'notice_moved',
    'The notice would say something else by now.',
    'Read it again before you publish it.',
  );

const factsOf = ({ written, rules }: SiteRecord): NoticeFacts => noticeFacts(written, rules);

const sectionsOf = (facts: NoticeFacts): NoticeSection[] =>
  noticeSections(facts).map(({ title, paragraphs, items }) => ({ title, paragraphs, items }));

const newest = (db: Kysely<Schema>, site: number): Promise<Row | undefined> =>
  db
    .selectFrom('notices')
    .selectAll()
    .where('site_id', '=', site)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

const toPublished = (row: Row): NoticeStatus['published'] => ({
  version: row.version,
  hash: row.hash,
  policyVersion: row.policy_version,
  author: row.author,
  publishedAt: row.published_at.toISOString(),
});

/** Titles of sections that were changed, added or taken out. */
function differing(live: readonly NoticeSection[], published: readonly NoticeSection[]): string[] {
  const texts = (sections: readonly NoticeSection[]): Map<string, string> =>
    new Map(sections.map(({ title, paragraphs, items }) => [title, JSON.stringify([paragraphs, items])]));
  const [now, then] = [texts(live), texts(published)];
  return [...new Set([...now.keys(), ...then.keys()])].filter((title) => now.get(title) !== then.get(title));
}

function missingIn({ controller }: NoticeFacts): string[] {
  return [
    ...(controller.name.trim() === '' ? ['The controller has no name.'] : []),
    ...(controller.contact.trim() === ''
      ? ['The controller has no contact where visitors reach somebody.']
      : []),
  ];
}
