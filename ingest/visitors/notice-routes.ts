import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../../infra/database/database.ts';
import { collectsAnything } from '../../policy/notice.ts';
import { noticeSections } from '../../policy/notice-text.ts';
import { readSignalHeaders } from '../../policy/signals/signals.ts';
import type { IngestSite } from '../site.ts';
import { type Door, onlyForThisVisitor, READING, requesterOf } from './door.ts';
import { hasObjected } from './has-objected.ts';
import { type CollectionState, noticePage, unknownNoticePage } from './notice-page.ts';
import { CONTENT_SECURITY_POLICY } from './notice-page-style.ts';
import { noticeVersions, type PublishedNotice, publishedNotice } from './published-notices.ts';

type OfSite = { Params: { key: string } };
type OfVersion = { Params: { key: string; version: string } };

/** The published notice of each site, as a page and as data, with all earlier versions. */
export function noticeRoutes(app: FastifyInstance, door: Door, database: Database): void {
  const { sites, now } = door;
  const onRequest = door.turnstile(READING);
  app.addHook('onSend', async (_request, reply) => {
    onlyForThisVisitor(reply, 0);
    reply.headers({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      // The form needs the origin to be told; other sites are told nothing.
      'referrer-policy': 'same-origin',
    });
  });

  const show = async (
    request: FastifyRequest<OfSite>,
    reply: FastifyReply,
    wanted: number | null,
  ): Promise<FastifyReply> => {
    reply.type('text/html; charset=utf-8');
    const site = sites.byKey(request.params.key);
    if (!site) return reply.code(404).send(unknownNoticePage());
    const versions = await noticeVersions(database, site.id);
    const version = wanted ?? versions[0]?.version;
    const notice = version === undefined ? null : await publishedNotice(database, site.id, version);
    if (wanted !== null && notice === null) return reply.code(404).send(unknownNoticePage());
    const requester = requesterOf(request, { site, number: null, now: now() });
    const { gpc, dnt } = readSignalHeaders(requester.headers);
    return reply.send(
      noticePage({
        key: site.key,
        controller: notice?.facts.controller.name || site.policy.controller.name,
        notice: notice && { ...notice, sections: noticeSections(notice.facts) },
        versions,
        collection: collectionOf(site, now()),
        signal: gpc || dnt,
        objected: hasObjected(door, requester),
      }),
    );
  };

  app.get<OfSite>('/privacy/:key', { onRequest }, (request, reply) => show(request, reply, null));
  app.get<OfVersion>('/privacy/:key/:version', { onRequest }, (request, reply) => {
    const { version } = request.params;
    if (!/^[1-9]\d{0,8}$/.test(version)) return reply.callNotFound();
    return show(request, reply, Number(version));
  });

  app.get<OfSite>('/privacy/:key/notice.json', { onRequest }, async (request, reply) => {
    const site = sites.byKey(request.params.key);
    const versions = site ? await noticeVersions(database, site.id) : [];
    const newest = versions[0];
    if (!site || !newest) return reply.callNotFound();
    const notice = await publishedNotice(database, site.id, newest.version);
    if (!notice) return reply.callNotFound();
    reply.header('access-control-allow-origin', '*');
    return { collection: collectionOf(site, now()), ...asData(notice), versions };
  });
}

const asData = ({ version, hash, publishedAt, facts }: PublishedNotice) => ({
  version,
  hash,
  publishedAt,
  facts,
  sections: noticeSections(facts),
});

/** What happens on the site now, beside what the notice says. */
function collectionOf(site: IngestSite, now: number): CollectionState {
  if (site.policy.killed || site.policy.unreadable) return 'off';
  if (!collectsAnything(site.policy)) return 'none';
  const { notice } = site.standingAt(now);
  if (notice === 'MISSING') return 'unpublished';
  return notice === 'STALE' ? 'outdated' : 'on';
}
