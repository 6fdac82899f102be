/** As the server counts them (`policy/behaviour.ts`), which a test holds: seconds, and percent of a page's height. */
export const MARKS = {
  engaged: [10, 30, 60, 180, 600],
  scrolled: [25, 50, 75, 100],
} as const;

/** The highest mark up to a value; 0 before the first. What is between marks never leaves the page. */
export const nextMark = (kind: keyof typeof MARKS, value: number): number =>
  Math.max(0, ...MARKS[kind].filter((mark) => mark <= value));
