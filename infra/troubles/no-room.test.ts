import { expect, test } from 'vitest';
import { LogUnavailableError } from '../log/log.ts';
import { DiskFullError } from '../log/room.ts';
import { isNoRoom } from './no-room.ts';

const coded = (code: string, message = 'it failed') => Object.assign(new Error(message), { code });

test.each([
  ['the log', new LogUnavailableError('no room', { cause: new DiskFullError(1) })],
  ['Node', coded('ENOSPC')],
  ['PostgreSQL', coded('53100')],
  ['PostgreSQL in the process, before it is', coded('25006')],
  ['ClickHouse', coded('243')],
  [
    'ClickHouse, where a file can not be written',
    coded('75', 'errno: 28, strerror: No space left on device'),
  ],
])('%s says that its disk is full', (_engine, error) => {
  expect(isNoRoom(error)).toBe(true);
});

test.each([
  ['nothing', undefined],
  ['words', 'ENOSPC'],
  ['an engine that is away', coded('ECONNREFUSED')],
])('%s says nothing of a disk', (_what, error) => {
  expect(isNoRoom(error)).toBe(false);
});
