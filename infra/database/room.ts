import { statfsSync } from 'node:fs';

/**
 * Bytes that statements leave free on the disk of the embedded database: two segments of PostgreSQL's write-ahead log
 * (16 MB each), one that a statement may begin and one for what reads note on pages. Less than the log leaves: what
 * was taken in can still become windows.
 */
const FOR_WRITES = 32 * 1024 * 1024;

/** The database stopped for want of room, and can be opened again only when there is some. */
export class NoRoomError extends Error {
  readonly code = 'disk_full';
  constructor() {
    super('The disk of the database is full.');
    this.name = 'NoRoomError';
  }
}

/** @param path null where the database lives in memory */
export function hasRoom(path: string | null): boolean {
  if (path === null) return true;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize >= FOR_WRITES;
}
