import type { NamedOrganization } from '../../policy/match-decision.ts';
import { isOrganizationKind } from './classify/kinds.ts';
import { organizationNamer } from './classify/organization-namer.ts';

/** Id and kind of an organization that a person names: the same as its networks have in the compiled table. */
export function organizationIdentifier(): (
  name: string,
  country: string,
) => Pick<NamedOrganization, 'id' | 'kind'> {
  const namer = organizationNamer();
  return (name, country) => {
    const { id, kind } = namer.vouched(name, country);
    return { id, kind: isOrganizationKind(kind) ? kind : 'business' };
  };
}
