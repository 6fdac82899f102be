/** Patterns as people type them, one a line: blanks around them and repeats mean nothing. */
export const globLines = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** What is wrong with a list of patterns, in the API's terms; null when nothing is. */
export function globProblem(globs: readonly string[]): string | null {
  const wrong = globs.find((glob) => !glob.startsWith('/') || glob.length > 200);
  if (wrong !== undefined)
    return `Each line is a path and begins with “/”; this one does not: ${wrong.slice(0, 60)}`;
  return globs.length > 200 ? 'At most 200 lines.' : null;
}
