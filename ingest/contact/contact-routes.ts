import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Database } from '../../infra/database/database.ts';
import { browserOf } from '../browser.ts';
import { IngestProblem } from '../problem.ts';
import type { IngestSite } from '../site.ts';
import { tokenBuckets } from '../steps/rate.ts';
import { type Door, mayAnswer } from '../visitors/door.ts';
import { readBusinessEmail } from './business-email.ts';
import { keepContactRequest } from './contact-request-store.ts';
import { agreesWithNetwork } from './match-agreement.ts';
import { readContactRequest } from './read-contact-request.ts';

/** A person fills in a form or two; an office behind one address a few more. One a minute in the long run. */
const RATE = { rate: 1 / 60, burst: 10 };

const RECEIVED = { code: 'received', message: 'Your request was received. Somebody will answer you.' };
const RECEIVED_UNCHECKED = {
  code: 'received_unchecked',
  message: 'Your request was received. Your address is not checked here, because no e-mail is sent.',
};
const CONFIRM = {
  code: 'confirm_email',
  message: 'Please open the link in the e-mail that is on its way to you. Then your request is passed on.',
};

/** People who ask to be contacted. */
export function contactRoutes(
  door: Door,
  database: Database,
  /** Whether mail can be sent: then an address that the network does not vouch for is confirmed. */
  mail: boolean,
): FastifyPluginAsync {
  const take = tokenBuckets(RATE);
  return async (app) => {
    app.post('/v1/contact', async (request) => {
      const now = door.now();
      if (!take(request.ip, 1, now)) throw tooMany();
      const sent = readContactRequest(request.body);
      const site = door.find(sent.site);
      if (!isOpen(site, request, now)) throw closed();
      const read = readBusinessEmail(sent.email);
      if (read === 'invalid_email') throw notAnEmail();
      if (read === 'free_mail') throw freeMail();
      const agreed = agreesWithNetwork(door, request, { site, domain: read.domain, now });
      const confirm = mail && agreed !== true;
      const kept = await keepContactRequest(database, {
        ...sent,
        ...read,
        site: site.id,
        agreed,
        confirm,
        at: now,
      });
      if (!kept) throw tooMany();
      if (agreed === true) return RECEIVED;
      return confirm ? CONFIRM : RECEIVED_UNCHECKED;
    });
  };
}

/**
 * An unknown site, a page of somebody else, a robot, a site that takes no requests, one that is switched off and one
 * whose notice does not tell of it: all get the same answer.
 */
function isOpen(site: IngestSite, request: FastifyRequest, now: number): boolean {
  const { contactRequests, killed, unreadable } = site.policy;
  return (
    mayAnswer(site, request) &&
    contactRequests &&
    !killed &&
    !unreadable &&
    site.standingAt(now).notice === 'CURRENT' &&
    !browserOf(request.headers['user-agent'] ?? '').bot
  );
}

const closed = (): IngestProblem =>
  new IngestProblem(403, 'contact_closed', 'Requests to be contacted are not taken here.');

const tooMany = (): IngestProblem =>
  new IngestProblem(429, 'rate_limited', 'Too many requests came in a short time; please try again later.');

const notAnEmail = (): IngestProblem =>
  new IngestProblem(422, 'invalid_email', 'This e-mail address can not be written to; please check it.', {
    errors: [{ field: 'email', message: 'must be an e-mail address' }],
  });

const freeMail = (): IngestProblem =>
  new IngestProblem(
    422,
    'free_mail',
    'Please use the e-mail address of your company, so that we know whom we answer.',
    { errors: [{ field: 'email', message: 'must be a business e-mail address' }] },
  );
