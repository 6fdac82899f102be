import pg from 'pg';

/** Number of the type `int8` in PostgreSQL's catalogue. */
const INT8 = 20;

/** How columns come back: `int8` as a number, everything else as the driver gives it. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((type: number, format?: 'text' | 'binary') =>
    type === INT8 ? Number : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser,
};
