import { sql } from 'kysely';
import type { Database } from './database.ts';

/** What a move from embedded engines to servers has done. Each stage is done before the next begins. */
export type MoveStage = 'warehouse' | 'log' | 'database' | 'comparison' | 'done';

export interface MoveState<Plan> {
  /** Names the installation that moves. */
  source: string;
  stage: MoveStage;
  /** How far the stage is, in steps of its own. */
  position: number;
  plan: Plan;
}

/**
 * Where a move has got to. It lies in the database that is moved to, but is no part of the schema: it is there before the
 * schema is filled, and only where a move was.
 */
const TABLE = `
CREATE TABLE IF NOT EXISTS engine_move (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  source text NOT NULL,
  stage text NOT NULL,
  position bigint NOT NULL,
  plan jsonb NOT NULL
)`;

/** @returns null where nothing moves and nothing was moved */
export async function readMove<Plan>({ db }: Pick<Database, 'db'>): Promise<MoveState<Plan> | null> {
  const { rows } = await sql<{ there: boolean }>`
    SELECT to_regclass('engine_move') IS NOT NULL AS there`.execute(db);
  if (!rows[0]?.there) return null;
  const found = await sql<MoveState<Plan>>`SELECT source, stage, position, plan FROM engine_move`.execute(db);
  return found.rows[0] ?? null;
}

export async function beginMove<Plan>({ db }: Pick<Database, 'db'>, state: MoveState<Plan>): Promise<void> {
  await sql.raw(TABLE).execute(db);
  await sql`
    INSERT INTO engine_move (source, stage, position, plan)
    VALUES (${state.source}, ${state.stage}, ${state.position}, ${JSON.stringify(state.plan)}::jsonb)`.execute(
    db,
  );
}

export async function storeMove(
  { db }: Pick<Database, 'db'>,
  { stage, position }: { stage: MoveStage; position: number },
): Promise<void> {
  await sql`UPDATE engine_move SET stage = ${stage}, position = ${position}`.execute(db);
}

/** Half of an installation must not be taken for all of it. */
export class UnfinishedMoveError extends Error {
  readonly code = 'unfinished_move';
  constructor() {
    super(
      'What an embedded installation has collected is being moved to these servers. ' +
        'Let `npm start -- migrate-engines` finish first.',
    );
    this.name = 'UnfinishedMoveError';
  }
}

/** @throws UnfinishedMoveError */
export async function expectNoUnfinishedMove(database: Pick<Database, 'db'>): Promise<void> {
  const move = await readMove(database);
  if (move !== null && move.stage !== 'done') throw new UnfinishedMoveError();
}
