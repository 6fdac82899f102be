import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SaltStore } from './store.ts';

const FILE = /^salt-(\d{4}-\d{2}-\d{2})$/;

/** Salts in files of their own, readable only by the owner, so that a restart does not end sessions. */
export function saltFiles(directory: string): SaltStore {
  const read = async (day: string): Promise<[string, Buffer]> => {
    const path = join(directory, `salt-${day}`);
    try {
      // `wx`: of two processes that start together, one makes the salt and both use it.
      await writeFile(path, randomBytes(32), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return [day, await readFile(path)];
  };
  return {
    keep: async (days) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      for (const name of await readdir(directory)) {
        const day = FILE.exec(name)?.[1];
        if (day !== undefined && !days.includes(day)) await rm(join(directory, name), { force: true });
      }
      return new Map(await Promise.all(days.map(read)));
    },
  };
}

/** Salts that lie there, by day; none are made. */
export async function readSaltFiles(directory: string): Promise<Map<string, Buffer>> {
  const salts = new Map<string, Buffer>();
  for (const name of await readdir(directory).catch(() => [])) {
    const day = FILE.exec(name)?.[1];
    if (day !== undefined) salts.set(day, await readFile(join(directory, name)));
  }
  return salts;
}
