import { constants } from 'node:fs';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from './stop.ts';

/** Where everything lies. */
export interface DataDirectory {
  root: string;
  log: string;
  warehouse: string;
  database: string;
  keys: string;
  tracker: string;
}

/** Arrangement of the directory; raised when files move. */
const LAYOUT = 1;

/**
 * Makes the data directory, or checks the one that is there.
 *
 * @throws StartError when it can not be used
 */
export async function openDataDirectory(root: string): Promise<DataDirectory> {
  try {
    // Sessions, passwords (hashed) and organizations lie here: nobody else on the machine need look.
    await mkdir(root, { recursive: true, mode: 0o700 });
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StartError(
      `The data directory ${root} can not be written. Change its owner, or set CLEARPANE_DATA to another.`,
      { cause },
    );
  }
  await checkLayout(join(root, 'layout.json'));
  const directory = (name: string) => join(root, name);
  return {
    root,
    log: directory('log'),
    warehouse: directory('warehouse'),
    database: directory('database'),
    keys: directory('keys'),
    tracker: directory('tracker'),
  };
}

async function checkLayout(file: string): Promise<void> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new StartError(`${file} can not be read. Change its owner.`, { cause });
    }
    // All at once: half a file would look like damage at the next start.
    await writeFile(`${file}.new`, `${JSON.stringify({ layout: LAYOUT })}\n`);
    await rename(`${file}.new`, file);
    return;
  }
  const layout = /"layout":\s*(\d+)/.exec(text)?.[1];
  if (layout === undefined) throw new StartError(`${file} is damaged. Restore it from a backup.`);
  if (Number(layout) > LAYOUT) {
    throw new StartError(
      'The data directory was written by a newer Clearpane. Start that version, or set CLEARPANE_DATA to another.',
    );
  }
}
