import type { FastifyInstance } from 'fastify';
import type { Purpose } from '../policy/purposes.ts';
import { MalformedRequest } from './problem.ts';
import type { EventRequest } from './take-events.ts';

/** One transparent dot. */
const DOT = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Who has no script can not be asked, so a view is counted at most. */
const NEVER: readonly Purpose[] = ['identify_org', 'alert_sales', 'recognise_visitor'];

/**
 * Views of browsers without script, for sites that choose to put the picture on their pages. The page is the one that the
 * browser names as the referrer; its query is never looked at. It is an event like any other on its way through the steps,
 * and everybody gets the same picture.
 */
export function pixelRoute(app: FastifyInstance, take: (request: EventRequest) => Promise<unknown>): void {
  app.get<{ Params: { file: string } }>('/v1/pixel/:file', async (request, reply) => {
    const { headers, params, ip } = request;
    const body = JSON.stringify({
      site: params.file.replace(/\.gif$/, ''),
      consent: { refused: NEVER },
      events: [{ name: 'page_view', url: headers.referer ?? '' }],
    });
    try {
      await take({ headers, body, address: ip });
    } catch (error) {
      // A browser that does not say where it is tells of no page: nothing is counted.
      if (!(error instanceof MalformedRequest)) throw error;
    }
    return reply
      .headers({
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      })
      .type('image/gif')
      .send(DOT);
  });
}
