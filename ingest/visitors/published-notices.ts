import type { Database } from '../../infra/database/database.ts';
import type { NoticeFacts } from '../../policy/notice.ts';

/** A notice as it was published, without its contents. */
export interface NoticeVersion {
  version: number;
  /** SHA-256 over its facts, in hexadecimal. */
  hash: string;
  publishedAt: Date;
}

export interface PublishedNotice extends NoticeVersion {
  facts: NoticeFacts;
}

/** All that a site ever published, the newest first. */
export async function noticeVersions({ db }: Database, site: number): Promise<NoticeVersion[]> {
  const rows = await db
    .selectFrom('notices')
    .select(['version', 'hash', 'published_at'])
    .where('site_id', '=', site)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ version, hash, published_at }) => ({ version, hash, publishedAt: published_at }));
}

/** Null when there is no such version. */
export async function publishedNotice(
  { db }: Database,
  site: number,
  version: number,
): Promise<PublishedNotice | null> {
  const row = await db
    .selectFrom('notices')
    .select(['version', 'hash', 'published_at', 'facts'])
    .where('site_id', '=', site)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) return null;
  const { hash, published_at, facts } = row;
  return { version, hash, publishedAt: published_at, facts };
}
