import type { FastifyRequest } from 'fastify';
import { registrableDomain } from '../../policy/company-domain.ts';
import { everyPurpose } from '../../policy/purposes.ts';
import { readSignalHeaders } from '../../policy/signals/signals.ts';
import type { IngestSite } from '../site.ts';
import { type Door, requesterOf } from '../visitors/door.ts';
import { hasObjected } from '../visitors/has-objected.ts';

/**
 * Whether the domain of an e-mail is that of the organization whose network a request comes from; null where that can
 * not be said. The address is read for it only where the gate lets this visit name an organization: whoever objected,
 * sends a signal or would have to be asked first is not looked at. Then it is forgotten.
 */
export function agreesWithNetwork(
  door: Door,
  request: FastifyRequest,
  { site, domain, now }: { site: IngestSite; domain: string; now: number },
): boolean | null {
  const requester = requesterOf(request, { site, number: null, now });
  const { organization, excluded, eligible, country, networkKind } = door.organizations.resolve(
    requester.address,
  );
  const named = organization && registrableDomain(organization.domain);
  if (!organization || !named) return null;
  const { purposes } = site.decide(
    {
      ...site.lawsOf(country),
      // Nothing is sent along that could prove a consent: a receipt would tie the request to a browser.
      consent: everyPurpose('NONE'),
      signals: readSignalHeaders(requester.headers),
      objected: hasObjected(door, requester),
      special: false,
      sender: excluded?.drop ? 'INTERNAL' : networkKind === 'hosting' ? 'SUSPECT' : 'HUMAN',
      excluded: excluded?.drop === false,
      corporate: true,
      eligible,
      inAudience: site.inAudience(organization),
      groupMet: true,
    },
    now,
  );
  return purposes.includes('identify_org') ? named === domain : null;
}
