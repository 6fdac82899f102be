import { freeBytes } from '../free-bytes.ts';

/** Bytes that appends leave free: enough for a group and its index, and for what else writes in the same moment. */
export const FOR_APPENDS = 64 * 1024 * 1024;
/** Bytes that the rest leaves free: removing old records needs some room before it gives any back. */
export const FOR_UPKEEP = 16 * 1024 * 1024;

/** There is hardly any room left on the disk. */
export class DiskFullError extends Error {
  readonly code = 'disk_full';
  constructor(free: number) {
    super(`The disk of the event log is full: ${Math.floor(free / 1024 / 1024)} MB are free.`);
    this.name = 'DiskFullError';
  }
}

/**
 * Asked before each transaction, because lmdb must not find out by itself: where a write fails for want of room, version
 * 3.5.6 puts a message of more than 100 characters into 100 bytes (`mdb_page_flush`), and what lies behind them is spoilt.
 *
 * @throws DiskFullError when less than `least` bytes are free
 */
export function assertRoom(directory: string, least: number): void {
  const free = freeBytes(directory);
  if (free < least) throw new DiskFullError(free);
}
