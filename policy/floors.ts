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

/** A floor with what an officer asks for: more, never less. */
export function raisedFloor(floor: GroupFloor, raised: GroupFloor | undefined): GroupFloor {
  if (!raised) return floor;
  return { sessions: Math.max(floor.sessions, raised.sessions), days: Math.max(floor.days, raised.days) };
}
