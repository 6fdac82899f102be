/** Domains as people type them: one a line, or with commas or blanks between them. */
export const domainLines = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');
