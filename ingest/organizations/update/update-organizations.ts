import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompiledTable, compileTable, type TableSources } from '../compile/compile-table.ts';
import { replaceFile } from '../compile/replace-file.ts';
import { Database, refuseUpdate } from '../databases/database.ts';
import { isNetworkRecord } from '../registered-answer.ts';
import { fetchSources, UpdateError } from './fetch-sources.ts';

export { UpdateError } from './fetch-sources.ts';

/** The whole internet: a tenth of it is a mistake. */
const LEAST_HOLDERS = 40_000;
const LEAST_RANGES = 200_000;

export interface UpdateOptions {
  /** Address of the directory that holds the source files. */
  source: string;
  /** Where the compiled table goes; a running process looks there. */
  directory: string;
  /** Directory of the table that came with the program. */
  built: string;
  now: () => number;
  say: (line: string) => void;
  /** Of a whole internet, unless a test has less. */
  least?: { holders: number; ranges: number };
}

/**
 * Fetches the free data, checks them, compiles them, checks the result against the table in use, and puts it in its
 * place in one step. A running process takes it in by itself, within seconds.
 *
 * @throws UpdateError with what went wrong; whatever it is, the table in use stays
 */
export async function updateOrganizations(options: UpdateOptions): Promise<void> {
  const { directory, now, say } = options;
  await mkdir(directory, { recursive: true });
  const scratch = await mkdtemp(join(directory, 'update-'));
  try {
    say(`Fetching from ${options.source}`);
    const { sources, publishedAt } = await fetchSources(options.source, scratch, now());
    say('Compiling');
    const compiled = await compile(sources, publishedAt, options.least);
    await check(compiled.table, [directory, options.built]);
    await replaceFile(join(directory, 'organizations.mmdb'), compiled.table);
    const day = new Date(publishedAt * 1000).toISOString().slice(0, 10);
    say(`In use now: data of ${day}, ${compiled.holders} holders of ${compiled.ranges} ranges`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function compile(
  sources: TableSources,
  builtAt: number,
  least = { holders: LEAST_HOLDERS, ranges: LEAST_RANGES },
): Promise<CompiledTable> {
  let compiled: CompiledTable;
  try {
    compiled = await compileTable(sources, builtAt);
  } catch (cause) {
    throw new UpdateError(`The files are not what they should be: ${(cause as Error).message}`, { cause });
  }
  if (compiled.holders < least.holders || compiled.ranges < least.ranges) {
    throw new UpdateError(
      `The files hold ${compiled.ranges} ranges of ${compiled.holders} holders, far too few.`,
    );
  }
  return compiled;
}

async function check(table: Buffer, directories: readonly string[]): Promise<void> {
  const next = await Database.read(table, isNetworkRecord);
  for (const directory of directories) {
    const current = await tableIn(directory);
    const refusal = current && refuseUpdate(next, current);
    if (refusal) throw new UpdateError(`The data were fetched but not taken: ${refusal}.`);
  }
}

async function tableIn(directory: string): Promise<Database | null> {
  try {
    return await Database.read(await readFile(join(directory, 'organizations.mmdb')), isNetworkRecord);
  } catch {
    // None there, or a damaged one: nothing to compare with.
    return null;
  }
}
