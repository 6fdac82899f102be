/** What spreadsheets take for a formula, and what was guarded before. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A cell that no spreadsheet runs (OWASP, CSV injection): it begins with an apostrophe. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Takes the guard away again. */
export const unguarded = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);
