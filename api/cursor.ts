import { ProblemError } from './problem.ts';

/** A cursor is where a page ended, opaque to clients. */
export function writeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * @param most the largest that each position can be
 * @throws ProblemError 400 when the text is no cursor of ours
 */
export function readCursor(text: string, most: readonly number[]): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === most.length) {
      const read = values.map(String);
      // Positions are numbers, whatever they are stored as.
      const possible = (value: string, index: number) =>
        /^\d{1,20}$/.test(value) && Number(value) <= (most[index] ?? 0);
      if (read.every(possible)) return read;
    }
  } catch {
    // Said below.
  }
  throw new ProblemError(400, 'bad_cursor', 'The cursor is not one that was given out.');
}
