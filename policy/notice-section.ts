/** A part of a notice, for people. All of it is plain text: whoever shows it escapes it. */
export interface NoticeSection {
  title: string;
  paragraphs: string[];
  items: string[];
  /** The same as the items, where whoever shows them can show a table. */
  table?: { head: string[]; rows: string[][] };
}

export const section = (
  title: string,
  paragraphs: readonly string[],
  items: readonly string[] = [],
): NoticeSection => ({
  title,
  paragraphs: paragraphs.filter((text) => text !== ''),
  items: [...items],
});
