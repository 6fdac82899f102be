/** What routing knows of the organization that an alert is about. */
export interface Lead {
  /** Whom the account list names as its owner, and the account's name. */
  owner: { person: string; account: string } | null;
  /** ISO 3166-1 alpha-2, or ''. */
  country: string;
}

/** What routing goes by; plain data, so that the same lead in the same situation always goes the same way. */
export interface Situation {
  /** Ids of people who may be told: they work in sales here and have not left. */
  people: ReadonlySet<string>;
  /** Country to person. */
  territories: ReadonlyMap<string, string>;
  /** Ids of people who take part in the round. */
  round: readonly string[];
  /** Whose turn it was last; null before the first. They may have left. */
  lastTurn: string | null;
  default: { person: string } | { channel: string } | null;
  /** Ids of channels that can be told. */
  channels: ReadonlySet<string>;
}

export type Route =
  | { to: { person: string }; step: 'owner' | 'territory' | 'round' | 'default'; reason: string }
  | { to: { channel: string }; step: 'default'; reason: string };

const regions = new Intl.DisplayNames(['en'], { type: 'region' });

/** Whose turn it is: the next by id after the last one, and the first again after the end. */
function nextTurn({ round, people, lastTurn }: Situation): string | null {
  const present = round.filter((person) => people.has(person)).sort(byId);
  const after = present.find((person) => lastTurn !== null && byId(person, lastTurn) > 0);
  return after ?? present[0] ?? null;
}

/** By code unit, as it is the same on every machine and in every language. */
const byId = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * Who is told: the owner of the account, else whoever has the country, else whose turn it is, else the default. Whoever
 * has left falls through to the next step.
 *
 * @returns null when there is nobody: the alert stands on the dashboard for all
 */
export function route(lead: Lead, situation: Situation): Route | null {
  const { people, territories, channels } = situation;
  if (lead.owner && people.has(lead.owner.person)) {
    const { person, account } = lead.owner;
    return { to: { person }, step: 'owner', reason: `You own ${account}.` };
  }
  const local = territories.get(lead.country);
  if (local !== undefined && people.has(local)) {
    return {
      to: { person: local },
      step: 'territory',
      reason: `${countryName(lead.country)} is your territory.`,
    };
  }
  const turn = nextTurn(situation);
  if (turn !== null) return { to: { person: turn }, step: 'round', reason: 'It was your turn.' };
  const fallback = situation.default;
  if (fallback && 'person' in fallback && people.has(fallback.person)) {
    return { to: fallback, step: 'default', reason: 'Nobody owns it, and you hear of what nobody owns.' };
  }
  if (fallback && 'channel' in fallback && channels.has(fallback.channel)) {
    return {
      to: fallback,
      step: 'default',
      reason: 'Nobody owns it, and this channel hears of what nobody owns.',
    };
  }
  return null;
}

function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
}
