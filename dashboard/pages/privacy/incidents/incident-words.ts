/** Kinds of incident, as an officer would say them. */
const KINDS: ReadonlyMap<string, string> = new Map([['policy_breach', 'An alert was withheld']]);

/** A kind that is not known here yet is said by its code. */
export const incidentName = (kind: string): string => KINDS.get(kind) ?? kind.replaceAll('_', ' ');
