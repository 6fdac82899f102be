/**
 * How much must be seen of an organization before sales hear of it, so that "the organization" is never one
 * person (privacy rules, section 3.4 and amendment 1). Rules may ask for more, never for less.
 */
export interface GroupFloor {
  sessions: number;
  /** Distinct UTC days. */
  days: number;
}

/** Size is mostly unknown in open data; holding an own registered network or AS is the evidence instead. */
export function groupFloor(organization: { ownNetwork: boolean }): GroupFloor {
  return organization.ownNetwork ? { sessions: 2, days: 1 } : { sessions: 3, days: 2 };
}
