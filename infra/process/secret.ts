import { hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from './stop.ts';

/**
 * What each key is for: session cookies; the seal of consent receipts; the hashes of the suppression list; links that
 * end e-mail. One key for each, so that none can stand in for another.
 */
export type SecretName = 'session' | 'receipts' | 'suppressions' | 'unsubscribe';

/** 32 bytes in base64url. */
const LENGTH = 43;

/**
 * A key that is made once and lies in a file of its own, readable only by the owner. It is on disk before it is used:
 * what was sealed or hashed with it must be known again after a power cut.
 *
 * @throws StartError when the file is damaged, since a new key would forget every objection
 */
export async function secret(directory: string, name: SecretName): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, name);
  const kept = (await readIfThere(path)) ?? (await make(path));
  if (kept.length >= LENGTH) return kept;
  throw new StartError(`The key ${path} is damaged. Restore it from a backup.`);
}

/** Where the keys of an installation come from. */
export type Keys = (name: SecretName) => Promise<string>;

/**
 * Keys that all processes of an installation have alike: each follows from one secret, which lies in a file on every
 * machine and nowhere else. Keys that were files of a data directory before stand in that file as they are. Without
 * such a file they lie in the data directory.
 *
 * @throws StartError when the file can not be read or holds too little
 */
export async function openKeys(file: string | null, directory: string): Promise<Keys> {
  if (file === null) return (name) => secret(directory, name);
  const { shared, carried } = await readSecretFile(file);
  return async (name) =>
    carried.get(name) ??
    Buffer.from(hkdfSync('sha256', shared, '', `clearpane ${name}`, 32)).toString('base64url');
}

/** @throws StartError */
export const sharedSecret = async (file: string): Promise<string> => (await readSecretFile(file)).shared;

/** What a file that processes share holds. */
export interface SecretFile {
  shared: string;
  /** Keys that do not follow from the secret, because they are older than it. */
  carried: ReadonlyMap<SecretName, string>;
}

const CARRIED = /^clearpane-key (session|receipts|suppressions|unsubscribe) ([\w-]{43,})$/;

/** A line for a file that processes share; what is not such a line is the secret. */
export const carriedLine = (name: SecretName, key: string): string => `clearpane-key ${name} ${key}`;

/** @throws StartError when the file can not be read or holds too little */
export async function readSecretFile(file: string): Promise<SecretFile> {
  const lines = (await readShared(file)).split(/\r?\n/);
  const carried = new Map<SecretName, string>();
  const rest = lines.filter((line) => {
    const [, name, key] = CARRIED.exec(line) ?? [];
    if (name !== undefined && key !== undefined) carried.set(name as SecretName, key);
    return name === undefined;
  });
  const shared = rest.join('\n').trim();
  if (shared.length >= LENGTH) return { shared, carried };
  throw new StartError(
    `CLEARPANE_SECRET_FILE: ${file} must hold at least ${LENGTH} characters, for example of \`openssl rand -base64 48\`.`,
  );
}

/** Empty where there is none. A container runs as another user than the one who made the file, so this is said apart. */
async function readShared(file: string): Promise<string> {
  try {
    return (await readIfThere(file)) ?? '';
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new StartError(
      `CLEARPANE_SECRET_FILE: ${file} can not be read (${code}). Let the user that runs Clearpane read it.`,
      { cause },
    );
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written in full under another name first: a process that is killed meanwhile leaves no empty key. */
async function make(path: string): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(32).toString('base64url'));
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    // Another process was first: its key is the key.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await rm(draft);
  await syncDirectory(join(path, '..'));
  return readFile(path, 'utf8');
}

async function syncDirectory(path: string): Promise<void> {
  // Windows can not open a directory, and keeps its entries by itself.
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
