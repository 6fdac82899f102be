import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { enginesDown } from '../../infra/engines/detached.ts';
import { SHARED_DIRECTORY } from './prepared-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Directory of what tests share, such as servers; the first that needs them starts them. */
    engines: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'clearpane-engines-'));
  project.provide('engines', directory);
  process.env[SHARED_DIRECTORY] = directory;
  return async () => {
    await enginesDown(directory);
    await rm(directory, { recursive: true, force: true });
  };
}
