/**
 * How each engine says that its disk is full: the log (`disk_full`), Node (`ENOSPC`), PostgreSQL (SQLSTATE 53100; 25006
 * where the embedded one only reads because there is hardly any room), ClickHouse (243, NOT_ENOUGH_SPACE).
 */
const CODES: ReadonlySet<unknown> = new Set(['disk_full', 'ENOSPC', '53100', '25006', '243']);
/** What the system says, wherever an engine repeats it under a code of its own. */
const WORDS = /no space left on device|no space left in the file system/i;

/** Whether a disk without room is behind an error. */
export function isNoRoom(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (CODES.has((each as { code?: unknown }).code) || WORDS.test(each.message)) return true;
  }
  return false;
}
