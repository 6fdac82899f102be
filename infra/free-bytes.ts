import { statfsSync } from 'node:fs';

/** Bytes that may still be written on the disk of a directory. @throws what the system says of one that is not there */
export function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}
