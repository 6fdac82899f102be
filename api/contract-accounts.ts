/** Shapes of the account list; see contract.ts. */
import { type Static, Type } from 'typebox';
import { Name } from './contract.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

export const Relation = Type.Union([Type.Literal('prospect'), Type.Literal('client')]);
export type Relation = Static<typeof Relation>;

/** Somebody who works here and may be told of alerts. */
export const Colleague = Type.Object({ id: Type.String(), name: Type.String() }, closed);
export type Colleague = Static<typeof Colleague>;

/** A company that sales knows. An organization is recognized by its id, else by domain, else by name and country. */
export const Account = Type.Object(
  {
    id: Type.Integer(),
    /** An organization that was seen; null where domain or name count. */
    organization: nullable(Type.String()),
    domain: nullable(Type.String()),
    name: Type.String(),
    /** ISO 3166-1 alpha-2, or ''. */
    country: Type.String(),
    relation: nullable(Relation),
    watched: Type.Boolean(),
    owner: nullable(Colleague),
    createdBy: Type.String(),
    createdAt: Type.String(),
  },
  closed,
);
export type Account = Static<typeof Account>;

export const AccountPage = Type.Object(
  {
    items: Type.Array(Account),
    total: Type.Integer(),
    nextCursor: nullable(Type.String()),
  },
  closed,
);
export type AccountPage = Static<typeof AccountPage>;

const fields = {
  organization: nullable(Type.String({ pattern: '^[0-9]{1,20}$' })),
  /** A web address will do; what somebody registered is kept of it. */
  domain: nullable(Type.String({ maxLength: 300 })),
  name: Name(200),
  country: Type.String({ pattern: '^([A-Z]{2})?$' }),
  relation: nullable(Relation),
  watched: Type.Boolean(),
  /** Id of a colleague. */
  owner: nullable(Type.String({ minLength: 1, maxLength: 64 })),
};

/** A name or a domain or an organization is needed; the rest can be left out. */
export const NewAccount = Type.Partial(Type.Object(fields, closed), closed);
export type NewAccount = Static<typeof NewAccount>;

const { organization: _, ...changeable } = fields;
export const AccountChange = Type.Partial(Type.Object(changeable, closed), closed);
export type AccountChange = Static<typeof AccountChange>;

/** The text of a CSV file; `text/csv` is taken as well. */
export const AccountFile = Type.Object({ csv: Type.String({ minLength: 1 }) }, closed);

export const Refused = Type.Object(
  {
    /** Line of the file in which the record ends, from 1. */
    line: Type.Integer(),
    reason: Type.String(),
  },
  closed,
);
export type Refused = Static<typeof Refused>;

/** An account as it would be. */
export const PlannedAccount = Type.Object(
  {
    line: Type.Integer(),
    name: Type.String(),
    domain: nullable(Type.String()),
    country: Type.String(),
    relation: nullable(Relation),
    watched: Type.Boolean(),
    /** Name of the owner. */
    owner: nullable(Type.String()),
  },
  closed,
);
export type PlannedAccount = Static<typeof PlannedAccount>;

/** What an import would do: numbers for the whole file, and the first lines of each kind. */
export const ImportPreview = Type.Object(
  {
    added: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    refusedCount: Type.Integer(),
    refused: Type.Array(Refused),
    /** How many accounts of the file are organizations that were seen here. */
    seen: Type.Integer(),
    /** Columns that mean nothing here; they are not read. */
    ignoredColumns: Type.Array(Type.String()),
    sample: Type.Object({ added: Type.Array(PlannedAccount), changed: Type.Array(PlannedAccount) }, closed),
  },
  closed,
);
export type ImportPreview = Static<typeof ImportPreview>;

export const Imported = Type.Object(
  { added: Type.Integer(), changed: Type.Integer(), unchanged: Type.Integer(), leftOut: Type.Integer() },
  closed,
);
export type Imported = Static<typeof Imported>;
