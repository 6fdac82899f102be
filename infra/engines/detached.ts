import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEngines } from './loopback.ts';

/** How Clearpane is told of the three servers. */
export interface Addresses {
  kafka: string;
  clickhouse: string;
  postgres: string;
}

interface Running {
  name: string;
  pid: number;
  /** When the process began, in ticks since the machine did: a number that is given again has another. */
  began: string;
}

interface Notes {
  addresses: Addresses;
  running: Running[];
}

const notesOf = (directory: string): string => join(directory, 'running.json');

/**
 * Starts the three servers so that they go on after this process has ended, or finds those that run already.
 *
 * @throws MissingEngineError
 */
export async function enginesUp(directory: string): Promise<Addresses> {
  mkdirSync(directory, { recursive: true });
  const unlock = await lock(join(directory, 'starting'));
  try {
    const notes = readNotes(directory);
    if (notes?.running.every((each) => beganAt(each.pid) === each.began)) return notes.addresses;
    // Two of three are no use; their data are kept.
    await enginesDown(directory);
    const engines = await startEngines({ directory, detached: true });
    const addresses = {
      kafka: engines.kafka.address,
      clickhouse: engines.clickhouse.address,
      postgres: engines.postgres.address,
    };
    const running = Object.values(engines).map((engine) => ({
      name: engine.name,
      pid: engine.pid(),
      began: beganAt(engine.pid()),
    }));
    const draft = `${notesOf(directory)}.new`;
    writeFileSync(draft, JSON.stringify({ addresses, running } satisfies Notes));
    renameSync(draft, notesOf(directory));
    return addresses;
  } finally {
    unlock();
  }
}

/** Ends what {@link enginesUp} started, and nothing else. @returns what it ended */
export async function enginesDown(directory: string): Promise<string[]> {
  const ended: string[] = [];
  for (const { name, pid, began } of readNotes(directory)?.running ?? []) {
    if (beganAt(pid) !== began) continue;
    process.kill(pid, name === 'PostgreSQL' ? 'SIGINT' : 'SIGTERM');
    for (let tries = 0; beganAt(pid) === began && tries < 400; tries += 1) await delay(25);
    ended.push(name);
  }
  rmSync(notesOf(directory), { force: true });
  return ended;
}

function readNotes(directory: string): Notes | null {
  try {
    return JSON.parse(readFileSync(notesOf(directory), 'utf8')) as Notes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** '' when there is no such process. */
function beganAt(pid: number): string {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const parts = fields.split(' ');
    // A process that has ended and was not fetched yet is gone all the same.
    return parts[0] === 'Z' ? '' : (parts[19] ?? '');
  } catch {
    return '';
  }
}

/** One process starts the servers; others wait for it. A process that died with the lock does not hold it. */
async function lock(path: string): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (!alive(path)) rmSync(path, { force: true });
    await delay(50);
  }
}

function alive(path: string): boolean {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    // Empty: it is being written.
    return owner === 0 || beganAt(owner) !== '';
  } catch {
    return false;
  }
}
