import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { type Engine, engineProcess, MissingEngineError } from './engine.ts';

const VERSIONS = '/usr/lib/postgresql';
const USER = 'clearpane';

/** What a server that speaks TLS shows, as files (PEM). */
export interface ServerCertificate {
  key: string;
  certificate: string;
}

/**
 * PostgreSQL as the system's packages bring it. With a certificate, everybody but the administrator signs in with a
 * password, over TLS.
 *
 * @throws MissingEngineError
 */
export function postgresEngine(options: {
  directory: string;
  port: number;
  detached?: boolean;
  tls?: ServerCertificate;
}): Engine {
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
  const tls = options.tls ? secured(data, options.tls, owner) : [];
  const address = `postgres://${USER}@127.0.0.1:${options.port}/postgres`;
  return engineProcess({
    name: 'PostgreSQL',
    port: options.port,
    address,
    ready: () => answers(address),
    directory: options.directory,
    command: join(programs, 'postgres'),
    args: [
      ['-D', data],
      ['-p', String(options.port)],
      ['-c', 'listen_addresses=127.0.0.1'],
      ['-c', 'unix_socket_directories='],
      ['-c', 'max_connections=200'],
      ...tls.map((setting) => ['-c', setting]),
    ].flat(),
    // Fast: whoever is connected is sent away.
    endsOn: 'SIGINT',
    ...(owner ? { owner } : {}),
    ...(options.detached ? { detached: true } : {}),
  });
}

/** It listens before it has started, and turns away whoever comes that early. */
async function answers(address: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

/** @returns the settings of TLS */
function secured(
  data: string,
  { key, certificate }: ServerCertificate,
  owner: { uid: number; gid: number } | undefined,
): string[] {
  // Its own copy: it reads a key only where nobody else can.
  for (const [from, name] of [
    [key, 'server.key'],
    [certificate, 'server.crt'],
  ] as const) {
    const to = join(data, name);
    copyFileSync(from, to);
    chmodSync(to, 0o600);
    if (owner) chownSync(to, owner.uid, owner.gid);
  }
  const rules = [`host all ${USER} 127.0.0.1/32 trust`, 'hostssl all all 127.0.0.1/32 scram-sha-256'];
  writeFileSync(join(data, 'pg_hba.conf'), `${rules.join('\n')}\n`);
  return ['ssl=on', 'password_encryption=scram-sha-256'];
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
