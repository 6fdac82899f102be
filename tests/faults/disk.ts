import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeBytes } from '../../infra/free-bytes.ts';

/** A small disk that holds one directory and nothing else. */
export interface Disk {
  /**
   * Takes all room, and whatever becomes free, until {@link makeRoom}.
   *
   * @param leave megabytes that stay free; none where it is left out
   */
  fill(leave?: number): void;
  makeRoom(): void;
  remove(): void;
}

const KEEP_FULL_MS = 20;

/** Mounts it. Needs the right to mount. */
export function mountDisk(directory: string, megabytes: number): Disk {
  mkdirSync(directory, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', directory], {
    stdio: 'pipe',
  });
  const ballast = join(directory, 'ballast');
  let file: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const makeRoom = (): void => {
    clearInterval(timer);
    if (file === null) return;
    closeSync(file);
    file = null;
    rmSync(ballast);
  };
  return {
    fill: (leave = 0) => {
      const opened = openSync(ballast, 'a');
      file = opened;
      const least = leave * 1024 * 1024;
      writeUntilFull(opened, directory, least);
      timer = setInterval(() => writeUntilFull(opened, directory, least), KEEP_FULL_MS);
    },
    makeRoom,
    remove: () => {
      makeRoom();
      // Lazily: whoever was killed a moment ago may still be there.
      execFileSync('umount', ['-l', directory]);
    },
  };
}

/** Why no disk can be mounted here; null where it can. */
export function noDisk(): string | null {
  const directory = mkdtempSync(join(tmpdir(), 'clearpane-disk-'));
  try {
    mountDisk(directory, 1).remove();
    return null;
  } catch (error) {
    return `No disk can be mounted here, which root may: ${(error as Error).message.trim()}`;
  } finally {
    rmdirSync(directory);
  }
}

/** @param least bytes that stay free */
function writeUntilFull(file: number, directory: string, least: number): void {
  for (const size of [1 << 20, 1 << 12]) {
    const bytes = Buffer.alloc(size);
    try {
      while (least === 0 || freeBytes(directory) - size >= least) writeSync(file, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}
