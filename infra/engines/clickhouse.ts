import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Engine, engineProcess, MissingEngineError } from './engine.ts';

/** What makes a server one of several. */
export interface Replica {
  /** Address at which the others fetch what it has, at the port of HTTP. */
  host: string;
  /** What it is told of the others, in the words of ClickHouse's own configuration (XML). */
  settings: string;
}

/**
 * ClickHouse over HTTP: the engine that the embedded side runs in the process, as a server of its own.
 *
 * @throws MissingEngineError
 */
export function clickhouseEngine(options: {
  directory: string;
  port: number;
  /** Port of the native protocol, over which servers ask each other. */
  nativePort: number;
  detached?: boolean;
  /** Users beside the one that may do everything, in the words of ClickHouse's own file of users (XML). */
  users?: string;
  replica?: Replica;
}): Engine {
  const library = findLibrary();
  mkdirSync(options.directory, { recursive: true });
  const program = join(options.directory, 'clickhouse-server');
  if (!existsSync(program)) compile(program);
  const args = [library, join(options.directory, 'data'), String(options.port), String(options.nativePort)];
  const { users, replica } = options;
  if (users !== undefined || replica) args.push(configOf(options.directory, users, replica));
  if (replica) args.push(replica.host);
  return engineProcess({
    name: 'ClickHouse',
    port: options.port,
    address: `http://127.0.0.1:${options.port}`,
    directory: options.directory,
    command: program,
    args,
    ready: () =>
      fetch(`http://127.0.0.1:${options.port}/ping`).then(
        (answer) => answer.ok,
        () => false,
      ),
    ...(options.detached ? { detached: true } : {}),
  });
}

/** @returns the file */
function configOf(directory: string, users: string | undefined, replica: Replica | undefined): string {
  const [list, config] = [join(directory, 'users.xml'), join(directory, 'config.xml')];
  if (users !== undefined) writeFileSync(list, users);
  const parts = [
    users === undefined ? '' : `<users_config>${list}</users_config>`,
    ...(replica ? ['127.0.0.1', replica.host].map((host) => `<listen_host>${host}</listen_host>`) : []),
    replica?.settings ?? '',
  ];
  writeFileSync(config, `<clickhouse>${parts.join('')}</clickhouse>`);
  return config;
}

function findLibrary(): string {
  const require = createRequire(join(process.cwd(), 'package.json'));
  try {
    const manifest = require.resolve(`@chdb/lib-${process.platform}-${process.arch}-gnu/package.json`);
    return join(dirname(manifest), 'libchdb.so');
  } catch {
    throw new MissingEngineError('The ClickHouse library is missing: npm ci, on Linux with glibc');
  }
}

function compile(program: string): void {
  const sources = ['server', 'replica'].map((name) =>
    join(process.cwd(), `infra/engines/clickhouse-${name}.c`),
  );
  try {
    execFileSync('cc', ['-O1', '-rdynamic', '-o', program, ...sources, '-ldl'], { stdio: 'pipe' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new MissingEngineError('A C compiler is missing: apt-get install gcc libc6-dev');
  }
}
