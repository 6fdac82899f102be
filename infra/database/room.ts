import { freeBytes } from '../free-bytes.ts';

/**
 * Bytes that statements leave free on the disk of the embedded database: two segments of PostgreSQL's write-ahead log
 * (16 MB each), one that a statement may begin and one for what reads note on pages. Less than the log leaves: what
 * was taken in can still become windows.
 */
const FOR_WRITES = 32 * 1024 * 1024;
/**
 * Bytes that a new database needs: it is about as large when it is made, and half of one could not be told from one that is
 * damaged.
 */
const FOR_A_NEW_ONE = 128 * 1024 * 1024;

/** The database stopped or can not start for want of room, and can be opened only when there is some. */
export class NoRoomError extends Error {
  readonly code = 'disk_full';
  constructor(options?: { cause?: unknown }) {
    super('The disk of the database is full.', options);
    this.name = 'NoRoomError';
  }
}

/** @param path null where the database lives in memory */
export const hasRoom = (path: string | null): boolean => path === null || freeBytes(path) >= FOR_WRITES;

/** Whether a database can be made below a directory. */
export const hasRoomForNew = (directory: string): boolean => freeBytes(directory) >= FOR_A_NEW_ONE;
