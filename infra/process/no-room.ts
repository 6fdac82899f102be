import { isNoRoom } from '../troubles/no-room.ts';
import { StartError } from './stop.ts';

/**
 * What a start says that found no room on a disk; null where that is not what ended it.
 *
 * @param data path of the data directory
 */
export function noRoomToStart(error: unknown, data: string): StartError | null {
  if (error instanceof StartError || !isNoRoom(error)) return null;
  const [met = ''] = (error as Error).message.split('\n');
  return new StartError(
    `There is no room on the disk of ${data} or of an engine (${met.replace(/\.$/, '')}). ` +
      'Free 128 MB or more, then start again; what was kept is not lost.',
    { cause: error },
  );
}
