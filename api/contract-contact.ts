/** Shapes of the API about people who asked to be contacted. Times are ISO 8601 in UTC. */
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const nullable = Type.Union([Type.String(), Type.Null()]);

export const ContactRequestState = Type.Union([
  Type.Literal('new'),
  Type.Literal('answered'),
  Type.Literal('removed'),
]);
export type ContactRequestState = Static<typeof ContactRequestState>;

/** What a person wrote, and what sales did about it. Nothing of a visit is in it. */
export const ContactRequest = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    email: Type.String(),
    /** Registrable domain of the e-mail. */
    domain: Type.String(),
    message: Type.String(),
    /** The domain is that of the organization whose network the request came from, or the address was confirmed by mail. */
    confirmed: Type.Boolean(),
    /** When the link in the mail was opened; null where the network agreed, or nobody was asked. */
    confirmedAt: nullable,
    at: Type.String(),
    state: ContactRequestState,
    answeredBy: nullable,
    answeredAt: nullable,
    removedBy: nullable,
    removedAt: nullable,
    /** When it is erased if nothing else happens. */
    erasedAt: Type.String(),
  },
  closed,
);
export type ContactRequest = Static<typeof ContactRequest>;

export const ContactRequestPage = Type.Object(
  {
    /** Whether the site's policy takes requests now. */
    taken: Type.Boolean(),
    items: Type.Array(ContactRequest),
    nextCursor: nullable,
  },
  closed,
);
export type ContactRequestPage = Static<typeof ContactRequestPage>;

export const ContactRequestChange = Type.Object({ state: ContactRequestState }, closed);
export type ContactRequestChange = Static<typeof ContactRequestChange>;

export const ContactErasure = Type.Object({ email: Type.String({ minLength: 3, maxLength: 254 }) }, closed);
export type ContactErasure = Static<typeof ContactErasure>;

export const ContactErased = Type.Object({ erased: Type.Integer() }, closed);
export type ContactErased = Static<typeof ContactErased>;
