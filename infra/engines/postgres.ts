import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Engine, engineProcess, MissingEngineError } from './engine.ts';

const VERSIONS = '/usr/lib/postgresql';
const USER = 'clearpane';

/** PostgreSQL as the system's packages bring it. @throws MissingEngineError */
export function postgresEngine(options: { directory: string; port: number; detached?: boolean }): Engine {
  const programs = findPrograms();
  const data = join(options.directory, 'data');
  const owner = process.getuid?.() === 0 ? ownerOf('postgres') : undefined;
  mkdirSync(options.directory, { recursive: true });
  if (owner) {
    // It must reach its directory through ours.
    chmodSync(dirname(options.directory), 0o711);
    chownSync(options.directory, owner.uid, owner.gid);
  }
  if (!existsSync(join(data, 'PG_VERSION'))) {
    const args = ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'];
    execFileSync(join(programs, 'initdb'), args, { ...owner, cwd: options.directory, stdio: 'pipe' });
  }
  return engineProcess({
    name: 'PostgreSQL',
    port: options.port,
    address: `postgres://${USER}@127.0.0.1:${options.port}/postgres`,
    directory: options.directory,
    command: join(programs, 'postgres'),
    args: [
      ['-D', data],
      ['-p', String(options.port)],
      ['-c', 'listen_addresses=127.0.0.1'],
      ['-c', 'unix_socket_directories='],
      ['-c', 'max_connections=200'],
    ].flat(),
    // Fast: whoever is connected is sent away.
    endsOn: 'SIGINT',
    ...(owner ? { owner } : {}),
    ...(options.detached ? { detached: true } : {}),
  });
}

function findPrograms(): string {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  const programs = join(VERSIONS, newest ?? '', 'bin');
  if (newest && existsSync(join(programs, 'initdb'))) return programs;
  throw new MissingEngineError('PostgreSQL is missing: apt-get install postgresql');
}

function ownerOf(user: string): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
