import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Addresses, enginesUp } from '../../infra/engines/detached.ts';
import { MissingEngineError } from '../../infra/engines/engine.ts';

/** Which of the two sides a test stands on. */
export type Side = 'embedded' | 'distributed';

let missing = '';
const addresses = await startShared();

/** Sides that can be tested on this machine; what is missing is said, and fails the run in CI. */
export const SIDES: readonly { side: Side; skipped: boolean }[] = [
  { side: 'embedded', skipped: false },
  { side: 'distributed', skipped: missing !== '' },
];

/** The servers that all tests share. */
export function sharedEngines(): Addresses {
  if (addresses) return addresses;
  throw new Error(missing);
}

async function startShared(): Promise<Addresses | null> {
  try {
    return await enginesUp(inject('engines'));
  } catch (error) {
    if (!(error instanceof MissingEngineError)) throw error;
    missing = error.message;
    console.warn(`\nNOT TESTED on the distributed side. ${missing}\n`);
    return null;
  }
}

/** A name for a database, topic or group that no other test uses. */
export const freshName = (): string => `test_${randomBytes(6).toString('hex')}`;

/** An empty database on the shared PostgreSQL. @returns its address */
export async function freshDatabase(): Promise<string> {
  const name = freshName();
  const { postgres } = sharedEngines();
  const client = new pg.Client({ connectionString: postgres });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return Object.assign(new URL(postgres), { pathname: `/${name}` }).href;
}

/** Address of a database that is not there yet, on the shared ClickHouse. */
export function freshWarehouse(): string {
  return new URL(`/${freshName()}`, sharedEngines().clickhouse).href;
}
