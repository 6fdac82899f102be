import type { ColumnType } from 'kysely';

/** A time that the database gives where none is given. */
export type Timestamp = ColumnType<Date, Date | undefined, Date>;
