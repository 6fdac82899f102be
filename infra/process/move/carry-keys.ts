import { randomBytes } from 'node:crypto';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readSaltFiles } from '../../../ingest/salts/files.ts';
import type { Database } from '../../database/database.ts';
import { carriedLine, readSecretFile, type SecretName } from '../secret.ts';
import { StartError } from '../stop.ts';

const NAMES: readonly SecretName[] = ['session', 'receipts', 'suppressions', 'unsubscribe'];

/** Keys and salts that lie in files of the data directory, where those are what it went by. */
export interface FileKeys {
  keys: ReadonlyMap<SecretName, string>;
  /** By UTC day. */
  salts: ReadonlyMap<string, Buffer>;
}

/**
 * A data directory may have gone by files, by the shared secret, or by one after the other. Salts are made every day, so
 * the newest says by which.
 *
 * @returns null when it goes by the shared secret
 */
export async function readFileKeys(
  directory: string,
  { db }: Pick<Database, 'db'>,
): Promise<FileKeys | null> {
  const salts = await readSaltFiles(directory);
  const keys = new Map<SecretName, string>();
  for (const name of NAMES) {
    const key = await readFile(join(directory, name), 'utf8').catch(() => null);
    if (key !== null) keys.set(name, key);
  }
  const { rows } = await sql<{ day: string | null }>`
    SELECT to_char(max(day), 'YYYY-MM-DD') AS day FROM daily_salts`.execute(db);
  const newestFile = [...salts.keys()].sort().at(-1) ?? '';
  const newestSealed = rows[0]?.day ?? '';
  if (keys.size === 0 || (newestSealed !== '' && newestSealed >= newestFile)) return null;
  return { keys, salts };
}

/**
 * Writes keys into the file that all processes share, and makes it where it is not there: receipts, objections and
 * sessions are known on the servers as they were.
 *
 * @throws StartError when the file holds other keys or can not be written
 */
export async function carryKeys(file: string, { keys }: FileKeys): Promise<void> {
  const text = await readIfThere(file);
  const { carried } = text === null ? { carried: new Map<SecretName, string>() } : await readSecretFile(file);
  for (const [name, key] of keys) {
    if ((carried.get(name) ?? key) !== key) {
      throw new StartError(
        `CLEARPANE_SECRET_FILE: ${file} holds keys of another installation. Name another file.`,
      );
    }
  }
  const missing = [...keys].filter(([name]) => !carried.has(name));
  if (missing.length === 0) return;
  const secret = text?.replace(/\n*$/, '') ?? randomBytes(48).toString('base64');
  const lines = missing.map(([name, key]) => carriedLine(name, key));
  await write(file, `${[secret, ...lines].join('\n')}\n`).catch((cause: unknown) => {
    throw new StartError(
      `CLEARPANE_SECRET_FILE: ${file} can not be written: ${(cause as Error).message}. ` +
        'Keys of the data directory must be added to it; name a file that can be written, and give that to every machine.',
      { cause },
    );
  });
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartError(`CLEARPANE_SECRET_FILE: ${file} can not be read.`, { cause });
  }
}

/** All at once, and on disk. Nobody gets to read it who could not before. */
async function write(path: string, text: string): Promise<void> {
  const mode = await stat(path).then(
    (found) => found.mode & 0o777,
    () => 0o600,
  );
  const file = await open(`${path}.new`, 'w', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
