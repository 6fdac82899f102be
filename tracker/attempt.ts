/** What something gives, or undefined where it throws: a browser may forbid any access, and a page is never troubled. */
export function attempt<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch {
    // Forbidden.
  }
}
