import type { Piece } from './pieces.ts';

/** What was decided when a move began, and holds until it ends. */
export interface Plan {
  pieces: Piece[];
}
