import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../stop.ts';

/** What a data directory that moves, or has moved, says of it. */
export interface Marker {
  /** Names the installation, so that the servers know whose rows they hold. */
  id: string;
  state: 'moving' | 'moved';
}

const fileOf = (root: string): string => join(root, 'moved.json');

export async function readMarker(root: string): Promise<Marker | null> {
  const path = fileOf(root);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartError(`${path} can not be read. Change its owner.`, { cause });
  }
  const id = /"id":\s*"([\w-]+)"/.exec(text)?.[1];
  if (id === undefined) throw new StartError(`${path} is damaged. Restore it from a backup.`);
  return { id, state: /"state":\s*"moved"/.test(text) ? 'moved' : 'moving' };
}

/** On disk when it resolves. */
export async function writeMarker(root: string, marker: Marker): Promise<void> {
  const path = fileOf(root);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(marker)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** How to use the data directory again all the same. */
export const wayBack = (root: string): string =>
  `To go back to ${root} as it was, end what runs on the servers, remove ${fileOf(root)} and start without the ` +
  'addresses of servers. What came in on the servers is not in it, and to move again they must be emptied.';

/**
 * What has moved goes on elsewhere: started by mistake, it would tell sales again what was told, and collect what nobody
 * finds later.
 *
 * @throws StartError
 */
export async function expectNotMoved(root: string): Promise<void> {
  const marker = await readMarker(root);
  if (marker === null) return;
  const what = marker.state === 'moved' ? 'was moved to servers' : 'is being moved to servers';
  throw new StartError(
    `What ${root} holds ${what}. Set CLEARPANE_KAFKA_BROKERS, CLEARPANE_CLICKHOUSE_URL and CLEARPANE_DATABASE_URL. ` +
      wayBack(root),
  );
}
