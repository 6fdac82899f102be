/** Shapes of routing: who hears of what nobody owns; see contract.ts. */
import { type Static, Type } from 'typebox';
import { Colleague } from './contract-accounts.ts';

const closed = { additionalProperties: false } as const;
const PersonId = Type.String({ minLength: 1, maxLength: 64 });

const rules = {
  /** Whose country it is; a country has one person. */
  territories: Type.Array(
    Type.Object({ country: Type.String({ pattern: '^[A-Z]{2}$' }), person: PersonId }, closed),
    { maxItems: 300 },
  ),
  /** Ids of people who take turns at what has neither owner nor territory. */
  round: Type.Array(PersonId, { maxItems: 1000, uniqueItems: true }),
  /** Who hears of the rest; null: it stands on the dashboard for all. */
  default: Type.Union([
    Type.Object({ person: PersonId }, closed),
    Type.Object({ channel: PersonId }, closed),
    Type.Null(),
  ]),
};

export const RoutingRules = Type.Object(rules, closed);
export type RoutingRules = Static<typeof RoutingRules>;

/** The rules, and who and what can be chosen. */
export const Routing = Type.Object(
  { ...rules, people: Type.Array(Colleague), channels: Type.Array(Colleague) },
  closed,
);
export type Routing = Static<typeof Routing>;
