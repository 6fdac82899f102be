import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { joinSignals, readReportedSignals, readSignalHeaders } from '../../policy/signals/signals.ts';
import { monthsAfter } from '../../policy/time.ts';
import { visitorId } from '../event-id.ts';
import { IngestProblem } from '../problem.ts';
import { type Door, mayAnswer, requesterOf, WRITING } from './door.ts';
import { hasObjected } from './has-objected.ts';
import { permittedPurposes } from './permitted.ts';
import { readAnswer, readWithdrawal, type SentAnswer } from './read-consent.ts';

/** What a page is told about an answer. Times are milliseconds since the epoch. */
interface Answered {
  /** Null when nothing is consented to; then nothing is kept either. */
  receipt: string | null;
  id: string | null;
  granted: readonly string[];
  expiresAt: number | null;
  askAgainAt: number;
}

/** Consent and its withdrawal. */
export function consentRoutes(app: FastifyInstance, door: Door): void {
  const { visitors, organizations, find, now } = door;
  const onRequest = door.turnstile(WRITING);

  app.post('/v1/consent', { onRequest }, async (request): Promise<Answered> => {
    const answer = readAnswer(request.body);
    const time = now();
    const site = find(answer.site);
    const { lifeMonths, askAgainMonths } = site.policy.consent;
    const nothing: Answered = {
      receipt: null,
      id: null,
      granted: [],
      expiresAt: null,
      askAgainAt: monthsAfter(time, askAgainMonths),
    };
    // A refusal needs no notice and no proof; who may not speak for the site is answered as if it refused.
    if (answer.granted.length === 0 || !mayAnswer(site, request) || site.noticeHash === null) return nothing;
    if (answer.notice !== site.noticeHash) throw noticeChanged(site.noticeHash);

    const requester = requesterOf(request, { site, number: answer.visitor, now: time });
    const signals = joinSignals(
      readSignalHeaders(requester.headers),
      readReportedSignals(answer.signals, site.policy.tcf),
    );
    const granted = permittedPurposes(
      site,
      {
        ...answer,
        country: organizations.resolve(requester.address).country,
        signals,
        objected: hasObjected(door, requester),
      },
      time,
    );
    if (granted.length === 0) return nothing;
    const expiresAt = monthsAfter(time, lifeMonths);
    const { receipt, id } = await visitors.give({
      ...answer,
      site: site.id,
      siteKey: site.key,
      controller: site.policy.controller,
      policyVersion: site.policy.version,
      noticeHash: site.noticeHash,
      granted,
      signals,
      strings: hashesOf(answer),
      visitor: answer.visitor === null ? '' : visitorId(site.id, answer.visitor),
      givenAt: time,
      expiresAt,
    });
    // What was refused is not asked for again just because the rest has run out.
    const askAgainAt = answer.refused.length === 0 ? expiresAt : Math.max(expiresAt, nothing.askAgainAt);
    return { receipt, id, granted, expiresAt, askAgainAt };
  });

  app.post('/v1/consent/withdraw', { onRequest }, async (request, reply) => {
    const { site: key, receipt } = readWithdrawal(request.body);
    const site = find(key);
    if (mayAnswer(site, request)) await visitors.withdraw(site.id, receipt);
    return reply.code(204).send();
  });
}

const noticeChanged = (notice: string): IngestProblem =>
  new IngestProblem(409, 'notice_changed', 'Another notice is published now; show it before you ask.', {
    notice,
  });

/** The strings themselves say more about a person than a proof needs. */
function hashesOf({ signals: { gpp, tcf } }: SentAnswer): { gpp: string | null; tcf: string | null } {
  const hashOf = (text: unknown) =>
    typeof text === 'string' && text !== '' ? hash('sha256', text, 'hex') : null;
  return { gpp: hashOf(gpp), tcf: hashOf(tcf) };
}
